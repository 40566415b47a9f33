// Draws sample photos, for those who have none at hand.

const SCENES = {
  "坏了的路灯": (pen) => {
    sky(pen, "#1d2a4a", "#47527a");
    pen.fillStyle = "#2a2d33";
    pen.fillRect(0, 460, 800, 140);
    pen.fillStyle = "#596069";
    pen.fillRect(380, 140, 22, 330);
    pen.fillRect(380, 140, 150, 16);
    pen.fillStyle = "#8b8f86";
    blob(pen, 528, 168, 46, 22);
    pen.fillStyle = "#39404e";
    pen.fillRect(60, 220, 210, 250);
    windows(pen, 90, 250, "#e3c56b");
  },
  "满了的垃圾桶": (pen) => {
    sky(pen, "#a9cbe6", "#e8eef0");
    pen.fillStyle = "#b7ab98";
    pen.fillRect(0, 430, 800, 170);
    pen.fillStyle = "#3f7d5a";
    pen.fillRect(290, 260, 220, 250);
    for (const [x, y, color] of [[300, 240, "#222"], [380, 215, "#f1f1f1"], [455, 238, "#20262c"], [230, 500, "#1f2329"], [560, 515, "#dcdcd2"]]) {
      pen.fillStyle = color;
      blob(pen, x, y, 62, 46);
    }
  },
  "漏水的管子": (pen) => {
    sky(pen, "#d8d4cc", "#c5bfb3");
    pen.fillStyle = "#7c8187";
    pen.fillRect(0, 250, 800, 46);
    pen.fillRect(360, 225, 70, 96);
    pen.fillStyle = "#6fb1dd";
    for (let n = 0; n < 26; n += 1) blob(pen, 340 + ((n * 53) % 120), 330 + ((n * 37) % 210), 7, 16);
    blob(pen, 400, 560, 230, 34);
  },
};

function sky(pen, above, below) {
  const fade = pen.createLinearGradient(0, 0, 0, 480);
  fade.addColorStop(0, above);
  fade.addColorStop(1, below);
  pen.fillStyle = fade;
  pen.fillRect(0, 0, 800, 600);
}

function blob(pen, x, y, width, height) {
  pen.beginPath();
  pen.ellipse(x, y, width, height, 0, 0, Math.PI * 2);
  pen.fill();
}

function windows(pen, left, top, color) {
  pen.fillStyle = color;
  for (let row = 0; row < 3; row += 1) {
    for (let column = 0; column < 3; column += 1) {
      if ((row + column) % 2 === 0) pen.fillRect(left + column * 55, top + row * 70, 34, 42);
    }
  }
}

// [{name, canvas, file()}], drawn afresh each time.
export function samples() {
  return Object.entries(SCENES).map(([name, paint]) => {
    const canvas = document.createElement("canvas");
    canvas.width = 800;
    canvas.height = 600;
    paint(canvas.getContext("2d"));
    const file = () =>
      new Promise((resolve) => {
        canvas.toBlob((blob) => resolve(new File([blob], "photo.jpg", { type: "image/jpeg" })), "image/jpeg", 0.85);
      });
    return { name, canvas, file };
  });
}
