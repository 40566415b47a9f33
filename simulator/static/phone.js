// One phone on the page: whose it is, the chat, and what its owner does.

import { clockLine, dots, draw, element } from "./bubbles.js";
import { Browser } from "./browser.js";
import { Compose } from "./compose.js";
import { closeAll, drawMenu } from "./menu.js";
import { addPerson, menuOf, send, watch } from "./wire.js";

const NEW_PERSON = "+";

export class PhoneView {
  constructor(side, world, onUnread) {
    this.side = side;
    this.world = world;
    this.onUnread = onUnread;
    this.root = document.getElementById("phone").content.firstElementChild.cloneNode(true);
    this.root.classList.add(side);
    this.chat = this.root.querySelector(".chat");
    this.bar = this.root.querySelector(".menu");
    this.browser = new Browser(this.root.querySelector(".browser"));
    const toast = (text) => this.#toast(text);
    this.compose = new Compose(this.root, { say: (wish) => this.#say(wish), places: world.places, toast });
    this.actions = {
      tap: (segment) => this.#say({ kind: "tap", tap: segment.id || segment.content }),
      browse: (url) => this.browser.open(url, this.person.openid),
      picture: (url) => this.browser.picture(url),
      toast,
    };
    this.waiting = 0;
    this.typing = false;
    this.#wire();
  }

  // Shows the phone of this person.
  show(person) {
    this.stopWatching?.();
    this.person = person;
    this.account = this.world.accounts.find((account) => account.id === person.account);
    sessionStorage.setItem(`person-${this.side}`, person.id);
    this.lastAt = 0;
    this.seen = 0;
    this.known = person.count;
    this.typing = false;
    this.atEnd = true;
    this.chat.replaceChildren();
    this.browser.close();
    this.compose.close();
    this.refreshHeads();
    this.refreshMenu();
    this.#refreshTyping();
    this.stopWatching = watch(person.id, (item) => this.#take(item));
  }

  // Fills the two lists in the head; `news` counts unseen messages by phone id.
  refreshHeads(news = {}) {
    fill(this.root.querySelector(".which-account"), this.world.accounts.map((a) => [a.id, a.name]), this.person.account);
    const people = this.world.phones.filter((phone) => phone.account === this.person.account);
    const ordered = [...people.filter((p) => p.role === this.side), ...people.filter((p) => p.role !== this.side)];
    const options = ordered.map((p) => [p.id, `${p.name}的手机${news[p.id] ? ` · ${news[p.id]}条新消息` : ""}`]);
    fill(this.root.querySelector(".which-person"), [...options, [NEW_PERSON, "＋ 添一个人…"]], this.person.id);
    const badge = this.root.querySelector(".elsewhere");
    const others = people.reduce((sum, p) => sum + (p.role === this.side ? news[p.id] || 0 : 0), 0);
    badge.hidden = others === 0;
    badge.textContent = others;
  }

  async refreshMenu() {
    const asked = this.person.id;
    const { following, buttons, scenes } = await menuOf(asked);
    if (asked !== this.person.id) return;
    this.scenes = scenes;
    this.person.following = following;
    drawMenu(this.bar, buttons, (button) => this.#press(button));
    this.root.querySelector(".bottom").hidden = !following;
    this.#offerFollowing(!following);
  }

  #wire() {
    this.root.querySelector(".which-account").onchange = (event) => this.#switchAccount(event.target.value);
    this.root.querySelector(".which-person").onchange = (event) => this.#switchPerson(event.target.value);
    const options = this.root.querySelector(".options");
    this.root.querySelector(".more").onclick = (event) => {
      event.stopPropagation();
      options.hidden = !options.hidden;
      if (!options.hidden) this.#fillOptions(options);
    };
    this.root.addEventListener("click", (event) => {
      if (!event.target.closest(".options")) options.hidden = true;
      if (!event.target.closest(".menu")) closeAll(this.bar);
    });
    const newest = this.root.querySelector(".newest");
    newest.onclick = () => this.#toEnd();
    this.atEnd = true;
    this.chat.onscroll = () => {
      this.atEnd = this.#atEnd();
      if (this.atEnd) newest.hidden = true;
    };
    new ResizeObserver(() => this.atEnd && this.#toEnd()).observe(this.chat);
  }

  #switchAccount(id) {
    const people = this.world.phones.filter((phone) => phone.account === id);
    const next = people.find((phone) => phone.role === this.side) || people[0];
    if (next) this.show(next);
    else this.#newPerson(id);
  }

  #switchPerson(id) {
    if (id === NEW_PERSON) this.#newPerson(this.person.account);
    else this.show(this.world.phones.find((phone) => phone.id === id));
  }

  async #newPerson(account) {
    const name = window.prompt("这个人叫什么？", "示例新人");
    if (!name) return this.refreshHeads();
    const person = await addPerson(account, name, this.side);
    if (!this.world.phones.some((phone) => phone.id === person.id)) this.world.phones.push(person);
    return this.show(person);
  }

  #fillOptions(list) {
    const following = this.person.following;
    const entries = [
      following && ["扫一扫", () => this.compose.chooseCode(this.scenes, (scene) => this.#say({ kind: "scan", scene }))],
      following && ["发一个表情", () => this.#say({ kind: "unsupported" })],
      following && ["上一条再送一遍", () => this.#say({ kind: "resend" })],
      following && ["取消关注", () => this.#say({ kind: "unfollow" })],
      !following && ["关注", () => this.#say({ kind: "follow" })],
    ].filter(Boolean);
    list.replaceChildren(...entries.map(([label, act]) => {
      const button = element("button", "", label);
      button.onclick = () => {
        list.hidden = true;
        act();
      };
      return button;
    }));
  }

  #offerFollowing(on) {
    const box = this.root.querySelector(".follow");
    box.hidden = !on;
    if (!on) return;
    const button = element("button", "", "关注公众号");
    button.onclick = () => this.#say({ kind: "follow" });
    box.replaceChildren(element("p", "", `${this.person.name}还没有关注“${this.account.name}”`), button);
    if (!Object.keys(this.scenes).length) return;
    const list = element("div", "choices");
    for (const [scene, name] of Object.entries(this.scenes)) {
      const code = element("button", "", name);
      code.onclick = () => this.#say({ kind: "follow", scene });
      list.append(code);
    }
    box.append(element("p", "", "或者扫门上的码："), list);
  }

  #press(button) {
    const { type, key } = button;
    if (type === "click") return this.#say({ kind: "click", key });
    if (type === "view") {
      this.browser.open(button.url, this.person.openid);
      return this.#say({ kind: "view", url: button.url });
    }
    if (type.startsWith("pic_")) return this.compose.choosePhoto((file) => this.#say({ kind: "pic", type, key, file }));
    if (type === "location_select") {
      return this.compose.choosePlace((place) => this.#say({ kind: "select_location", key, ...place }));
    }
    if (type.startsWith("scancode")) {
      return this.compose.chooseCode(this.scenes, (text) => this.#say({ kind: "scancode", key, text }));
    }
    return this.#toast("这个按钮在这里点不了");
  }

  async #say(wish) {
    const phone = this.person.id;
    this.waiting += 1;
    this.#refreshTyping();
    try {
      await send(phone, wish);
    } catch (error) {
      this.#toast(`没发出去：${error.message}`);
    } finally {
      this.waiting -= 1;
      this.#refreshTyping();
      if (phone === this.person.id) this.refreshMenu();
    }
  }

  #take(item) {
    if (item.n <= this.seen) return;
    this.seen = item.n;
    if (item.kind === "typing") {
      this.typing = item.on;
      this.#refreshTyping();
      return;
    }
    if (item.side === "account") this.typing = false;
    const follow = this.atEnd || item.side === "me";
    const clock = clockLine(item.at, this.lastAt);
    this.lastAt = item.at;
    if (clock) this.chat.append(clock);
    const face = (item.side === "me" ? this.person.name : this.account.name).slice(0, 1);
    this.chat.append(draw(item, face, this.actions));
    this.#refreshTyping();
    if (follow) this.#toEnd();
    else this.root.querySelector(".newest").hidden = false;
    if (item.side === "account" && item.n > this.known) this.onUnread(this);
    for (const image of this.chat.querySelectorAll("img")) image.onload ??= () => follow && this.#toEnd();
  }

  // Three dots while an answer is awaited, or when the account says that it is typing.
  #refreshTyping() {
    this.chat.querySelector(".waiting")?.remove();
    const on = this.waiting > 0 || this.typing;
    this.root.classList.toggle("busy", on);
    this.root.querySelector(".typing").hidden = !on;
    if (!on) return;
    this.chat.append(dots(this.account.name.slice(0, 1)));
    if (this.atEnd) this.#toEnd();
  }

  #atEnd() {
    return this.chat.scrollHeight - this.chat.scrollTop - this.chat.clientHeight < 80;
  }

  #toEnd() {
    this.chat.scrollTop = this.chat.scrollHeight;
    this.atEnd = true;
    this.root.querySelector(".newest").hidden = true;
  }

  #toast(text) {
    const toast = this.root.querySelector(".toast");
    toast.textContent = text;
    toast.hidden = false;
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => (toast.hidden = true), 2600);
  }
}

function fill(select, options, chosen) {
  const shown = JSON.stringify(options);
  if (select.dataset.shown !== shown) {
    select.dataset.shown = shown;
    select.replaceChildren(...options.map(([value, label]) => new Option(label, value)));
  }
  select.value = chosen;
}
