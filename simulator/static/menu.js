// The account's menu at the bottom, with its submenus.

import { element } from "./bubbles.js";

export function drawMenu(bar, buttons, press) {
  const shown = JSON.stringify(buttons);
  if (bar.dataset.shown === shown) return;
  bar.dataset.shown = shown;
  bar.hidden = buttons.length === 0;
  bar.replaceChildren(...buttons.map((button) => slot(bar, button, press)));
}

function slot(bar, button, press) {
  const box = element("div");
  const head = element("button", "", button.name);
  box.append(head);
  if (!button.sub_button?.length) {
    head.onclick = () => press(button);
    return box;
  }
  head.classList.add("parent");
  const list = element("div", "submenu");
  list.hidden = true;
  for (const child of button.sub_button) {
    const item = element("button", "", child.name);
    item.onclick = () => {
      list.hidden = true;
      press(child);
    };
    list.append(item);
  }
  head.onclick = () => {
    const open = list.hidden;
    closeAll(bar);
    list.hidden = !open;
  };
  box.append(list);
  return box;
}

export function closeAll(bar) {
  for (const list of bar.querySelectorAll(".submenu")) list.hidden = true;
}
