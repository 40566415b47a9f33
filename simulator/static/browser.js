// The page that opens inside a phone, and the large view of a picture.

import { element } from "./bubbles.js";

const LOGIN = "open.weixin.qq.com";

// WeChat's login page is the stand-in's own, which is told who is looking.
export function localAddress(url, openid) {
  const address = new URL(url, location.href);
  if (address.pathname !== "/connect/oauth2/authorize") return address.href;
  if (address.host !== LOGIN && address.host !== location.host) return address.href;
  address.searchParams.set("openid", openid);
  return `${location.origin}${address.pathname}${address.search}`;
}

export class Browser {
  constructor(root) {
    this.root = root;
    this.inside = root.querySelector(".inside");
    root.querySelector(".close").onclick = () => this.close();
  }

  open(url, openid) {
    const frame = element("iframe");
    frame.src = localAddress(url, openid);
    frame.title = "网页";
    this.#show(frame, url, false);
  }

  picture(url) {
    const image = element("img");
    image.src = url;
    image.alt = "照片";
    this.#show(image, url, true);
  }

  close() {
    this.root.hidden = true;
    this.inside.replaceChildren();
  }

  #show(node, url, isPicture) {
    this.root.classList.toggle("picture", isPicture);
    this.root.querySelector(".address").textContent = isPicture ? "" : url;
    const away = this.root.querySelector("a");
    away.href = url;
    away.hidden = isPicture;
    this.inside.replaceChildren(node);
    this.root.hidden = false;
    this.root.querySelector(".close").focus();
  }
}
