// Draws what stands in a chat: bubbles, cards, notes.

import { mediaUrl, soundUrl } from "./wire.js";

const PHONE_NUMBER = /(?<!\d)(1\d{10}|0\d{2,3}-?\d{7,8}|12356|12345|12110|110|119|120)(?!\d)/g;
const SOUND = '<svg class="sound" viewBox="0 0 18 18" aria-hidden="true"><path d="M4 7.5a2 2 0 0 1 0 3"/><path d="M7 5a6 6 0 0 1 0 8"/><path d="M10 2.5a10 10 0 0 1 0 13"/></svg>';

export function element(tag, className = "", text = "") {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text) node.textContent = text;
  if (tag === "button") node.type = "button";
  return node;
}

// Something to press that flows with the text around it, which a button would not.
function inline(className, text, act) {
  const node = element("a", className, text);
  node.href = "#";
  node.setAttribute("role", "button");
  node.onclick = (event) => {
    event.preventDefault();
    act();
  };
  return node;
}

// Plain words, with telephone numbers in blue as the chat shows them.
function words(text, actions) {
  const out = document.createDocumentFragment();
  let end = 0;
  for (const found of text.matchAll(PHONE_NUMBER)) {
    out.append(text.slice(end, found.index));
    const number = inline("tel", found[0], () => actions.toast(`（演示）拨打 ${found[0]}`));
    out.append(number);
    end = found.index + found[0].length;
  }
  out.append(text.slice(end));
  return out;
}

function piece(segment, actions) {
  if (segment.type === "text") return words(segment.text, actions);
  const act = () => (segment.type === "tap" ? actions.tap(segment) : actions.browse(segment.url));
  const node = inline(segment.type, segment.text, act);
  node.classList.toggle("whole", segment.text.length <= 10);
  return node;
}

function textBubble(item, actions) {
  const bubble = element("div", "bubble");
  const segments = item.segments?.length ? item.segments : [{ type: "text", text: item.text }];
  bubble.append(...segments.map((segment) => piece(segment, actions)));
  return bubble;
}

function voiceBubble(item) {
  const bubble = element("button", "bubble voice");
  bubble.innerHTML = SOUND;
  bubble.append(element("span", "", `${item.seconds || 1}″`));
  bubble.style.width = `${Math.min(86 + (item.seconds || 1) * 6, 260)}px`;
  bubble.setAttribute("aria-label", `语音${item.seconds}秒，点一下听`);
  const sound = new Audio();
  sound.preload = "none";
  sound.onended = sound.onpause = () => bubble.classList.remove("playing");
  bubble.onclick = () => {
    if (!sound.paused) return sound.pause();
    sound.src ||= soundUrl(item.media_id);
    bubble.classList.add("playing");
    return sound.play().catch(() => bubble.classList.remove("playing"));
  };
  return bubble;
}

function imageBubble(item, actions) {
  const bubble = element("div", "bubble image");
  const image = element("img");
  image.alt = "照片";
  image.src = mediaUrl(item.media_id);
  image.onclick = () => actions.picture(image.src);
  bubble.append(image);
  return bubble;
}

function locationBubble(item) {
  const bubble = element("div", "bubble location");
  bubble.append(element("b", "", item.text), element("i"));
  return bubble;
}

function faultBubble(item) {
  const bubble = element("div", "bubble fault", item.text);
  bubble.append(element("span", "why", `原因：${item.reason}`));
  return bubble;
}

function newsBubble(item, actions) {
  const [article] = item.articles || [{ title: item.text }];
  const bubble = element("div", "bubble");
  bubble.append(piece({ type: "link", text: article.title, url: article.url }, actions));
  if (article.about) bubble.append(element("span", "why", article.about));
  return bubble;
}

function card(item, actions) {
  const box = element(item.url ? "button" : "div", "card");
  const list = element("dl");
  for (const [label, value] of item.rows) list.append(element("dt", "", label), element("dd", "", value));
  box.append(element("h3", "", item.title), list);
  if (item.url) {
    const open = element("div", "open");
    open.append(element("span", "", "点开看"), element("span", "", "›"));
    box.append(open);
    box.onclick = () => actions.browse(item.url);
  }
  return box;
}

const BUBBLES = {
  voice: voiceBubble,
  image: imageBubble,
  location: locationBubble,
  fault: faultBubble,
  news: newsBubble,
  video: () => element("div", "bubble", "▶ 视频"),
};

// One item of the chat, ready to be put in; `face` is the letter of whoever speaks.
export function draw(item, face, actions) {
  if (item.side === "note") return element("div", "note", item.text);
  if (item.kind === "card") return card(item, actions);
  const row = element("div", `row ${item.side === "me" ? "me" : "account"}`);
  row.append(element("div", "face", face), (BUBBLES[item.kind] || textBubble)(item, actions));
  if (!(item.attempts > 1) || item.kind === "fault") return row;
  const both = document.createDocumentFragment();
  both.append(row, element("div", "meta", `送了${item.attempts}次才回`));
  return both;
}

export function dots(face) {
  const row = element("div", "row account waiting");
  const bubble = element("div", "bubble dots");
  bubble.append(element("i"), element("i"), element("i"));
  row.append(element("div", "face", face), bubble);
  return row;
}

// The grey line with the time, when some minutes have passed since the last.
export function clockLine(at, before) {
  if (before && at - before < 300) return null;
  const when = new Date(at * 1000);
  const today = when.toDateString() === new Date().toDateString();
  const clock = when.toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false });
  return element("div", "time", today ? clock : `${when.getMonth() + 1}月${when.getDate()}日 ${clock}`);
}
