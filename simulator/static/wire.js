// Talks to the stand-in's own levers under /_sim.

const phonePath = (phone) => `/_sim/phones/${encodeURIComponent(phone)}`;

async function read(response) {
  if (!response.ok) {
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    throw new Error(page.querySelector("p")?.textContent || `HTTP ${response.status}`);
  }
  return response.json();
}

const postJson = (path, data) =>
  fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(data) }).then(read);

export const overview = () => fetch("/_sim/phones").then(read);
export const addPerson = (account, name, role) => postJson("/_sim/phones", { account, name, role });
export const menuOf = (phone) => fetch(`${phonePath(phone)}/menu`).then(read);

// Sends a wish; a file makes it a form.
export function send(phone, wish) {
  const { file, ...rest } = wish;
  if (!file) return postJson(`${phonePath(phone)}/send`, rest);
  const form = new FormData();
  for (const [key, value] of Object.entries(rest)) form.append(key, value);
  form.append("file", file, file.name || "file");
  return fetch(`${phonePath(phone)}/send`, { method: "POST", body: form }).then(read);
}

export function watch(phone, onItem) {
  const source = new EventSource(`${phonePath(phone)}/chat`);
  source.onmessage = (event) => onItem(JSON.parse(event.data));
  return () => source.close();
}

export const mediaUrl = (id) => `/_sim/media/${encodeURIComponent(id)}`;
export const soundUrl = (id) => `${mediaUrl(id)}?as=mp3`;
