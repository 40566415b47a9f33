// The page: a resident's phone and a worker's phone, and what happens on the others meanwhile.

import { PhoneView } from "./phone.js";
import { overview } from "./wire.js";

const SIDES = ["resident", "worker"];
const EVERY = 4000;

const main = document.getElementById("phones");
const tabs = [...document.querySelectorAll(".switch button")];
const world = await overview();
const read = new Map(world.phones.map((phone) => [phone.id, phone.count]));
const views = SIDES.map((side) => new PhoneView(side, world, markUnread));

function startingPerson(side, taken) {
  const kept = sessionStorage.getItem(`person-${side}`);
  return (
    world.phones.find((phone) => phone.id === kept) ||
    world.phones.find((phone) => phone.role === side) ||
    world.phones.find((phone) => phone !== taken)
  );
}

function tabOf(side) {
  return tabs.find((tab) => tab.dataset.side === side);
}

function markUnread(view) {
  tabOf(view.side).querySelector("i").hidden = main.dataset.show === view.side;
}

function choose(side) {
  main.dataset.show = side;
  for (const tab of tabs) tab.setAttribute("aria-selected", String(tab.dataset.side === side));
  tabOf(side).querySelector("i").hidden = true;
  const chat = views.find((view) => view.side === side).chat;
  chat.scrollTop = chat.scrollHeight;
}

// News on phones that nobody looks at, and menus that have changed.
async function lookAround() {
  const fresh = await overview();
  const shown = new Set(views.map((view) => view.person.id));
  world.phones.splice(0, world.phones.length, ...fresh.phones);
  const news = {};
  for (const phone of fresh.phones) {
    if (shown.has(phone.id) || !read.has(phone.id)) read.set(phone.id, phone.count);
    news[phone.id] = phone.count - read.get(phone.id);
  }
  for (const view of views) refresh(view, news);
}

// A chat that has become shorter means that the stand-in started over.
function refresh(view, news) {
  const now = world.phones.find((phone) => phone.id === view.person.id) || world.phones[0];
  if (now.id !== view.person.id || now.count < view.seen) view.show(now);
  view.refreshHeads(news);
  view.refreshMenu();
}

for (const tab of tabs) tab.onclick = () => choose(tab.dataset.side);

if (world.phones.length === 0) {
  main.textContent = "配置里还没有手机：在 phones 里添上人。";
} else {
  main.append(...views.map((view) => view.root));
  let taken;
  for (const view of views) {
    taken = startingPerson(view.side, taken) || world.phones[0];
    view.show(taken);
  }
  choose("resident");
  setInterval(() => lookAround().catch(() => {}), EVERY);
}
