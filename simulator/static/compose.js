// The lower edge of a phone: writing, speaking, and the panel of photos and places.

import { element } from "./bubbles.js";
import { samples } from "./photos.js";
import { canRecord, record } from "./recorder.js";

export class Compose {
  // `say(wish)` sends; `places` are the sample places; `toast` shows a short word.
  constructor(root, { say, places, toast }) {
    this.say = say;
    this.places = places;
    this.toast = toast;
    this.form = root.querySelector(".compose");
    this.text = root.querySelector("textarea");
    this.submit = root.querySelector(".send");
    this.plus = root.querySelector(".plus");
    this.panel = root.querySelector(".panel");
    this.recording = root.querySelector(".recording");
    this.#wireText();
    this.plus.onclick = () => (this.panel.hidden ? this.#openPanel() : this.close());
    root.querySelector(".mic").onclick = () => this.#speak();
  }

  close() {
    this.panel.hidden = true;
  }

  // Offers photos only, places only, or all; the choice goes to `then` instead of being sent.
  choosePhoto(then) {
    this.panel.replaceChildren(element("h4", "", "选一张照片"), this.#photos(then));
    this.panel.hidden = false;
  }

  choosePlace(then) {
    this.panel.replaceChildren(element("h4", "", "选一个地方"), this.#placeList(then));
    this.panel.hidden = false;
  }

  chooseCode(scenes, then) {
    const list = element("div", "choices");
    for (const [scene, name] of Object.entries(scenes)) list.append(this.#choice(name, () => then(scene)));
    list.append(this.#choice("别的…", () => this.#ask("码里写的是什么？", then)));
    this.panel.replaceChildren(element("h4", "", "扫哪个码"), list);
    this.panel.hidden = false;
  }

  #ask(question, then) {
    const answer = window.prompt(question);
    if (answer) then(answer);
  }

  #wireText() {
    this.text.oninput = () => this.#fit();
    this.text.onkeydown = (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.form.requestSubmit();
    };
    this.form.onsubmit = (event) => {
      event.preventDefault();
      const text = this.text.value.trim();
      if (!text) return;
      this.text.value = "";
      this.#fit();
      this.say({ kind: "text", text });
    };
  }

  #fit() {
    const some = this.text.value.trim() !== "";
    this.submit.hidden = !some;
    this.plus.hidden = some;
    this.text.style.height = "44px";
    if (this.text.scrollHeight > 46) this.text.style.height = `${Math.min(this.text.scrollHeight + 2, 132)}px`;
  }

  #openPanel() {
    const sendPhoto = (file) => this.say({ kind: "image", file });
    const sendPlace = (place) => this.say({ kind: "location", ...place });
    this.panel.replaceChildren(
      element("h4", "", "照片"),
      this.#photos(sendPhoto),
      element("h4", "", "位置"),
      this.#placeList(sendPlace),
      element("h4", "", "没有麦克风"),
      this.#sampleVoice(),
    );
    this.panel.hidden = false;
  }

  #photos(then) {
    const tiles = element("div", "tiles");
    const own = element("button");
    own.append(element("span", "own", "＋"), "自己的照片");
    own.onclick = () => this.#pickFile(then);
    for (const sample of samples()) {
      const tile = element("button");
      tile.append(sample.canvas, sample.name);
      tile.onclick = async () => {
        this.close();
        then(await sample.file());
      };
      tiles.append(tile);
    }
    tiles.append(own);
    return tiles;
  }

  #pickFile(then) {
    const input = element("input");
    input.type = "file";
    input.accept = "image/*";
    input.onchange = () => {
      this.close();
      if (input.files[0]) then(input.files[0]);
    };
    input.click();
  }

  #placeList(then) {
    const list = element("div", "choices");
    for (const place of this.places) {
      const { lat, lng, label } = place;
      list.append(this.#choice(place.name, () => then({ lat, lng, label })));
    }
    list.append(this.#choice("填经纬度…", () => this.#ask("纬度,经度", (text) => this.#typedPlace(text, then))));
    return list;
  }

  #typedPlace(text, then) {
    const [lat, lng] = text.split(/[,，\s]+/).map(Number);
    if (!Number.isFinite(lat) || !Number.isFinite(lng)) return this.toast("要写成：36.18,117.09");
    return then({ lat, lng, label: `${lat}, ${lng}` });
  }

  #choice(label, act) {
    const button = element("button", "", label);
    button.onclick = () => {
      this.close();
      act();
    };
    return button;
  }

  async #speak() {
    this.close();
    if (!canRecord()) return this.#withoutMicrophone();
    try {
      const length = this.recording.querySelector(".length");
      length.textContent = "0″";
      const tape = await record(
        (seconds) => (length.textContent = `${seconds}″`),
        () => this.recording.querySelector(".done").click(),
      );
      return this.#whileRecording(tape);
    } catch {
      return this.#withoutMicrophone();
    }
  }

  #whileRecording(tape) {
    this.form.hidden = true;
    this.recording.hidden = false;
    const finish = async (keep) => {
      this.form.hidden = false;
      this.recording.hidden = true;
      const file = await (keep ? tape.stop() : tape.cancel());
      if (keep) this.say({ kind: "voice", file });
    };
    this.recording.querySelector(".cancel").onclick = () => finish(false);
    this.recording.querySelector(".done").onclick = () => finish(true);
  }

  #withoutMicrophone() {
    this.panel.replaceChildren(element("h4", "", "这台电脑用不了麦克风，可以"), this.#sampleVoice());
    this.panel.hidden = false;
  }

  #sampleVoice() {
    const list = element("div", "choices");
    list.append(this.#choice("发一段示例录音", () => this.say({ kind: "voice" })));
    return list;
  }
}
