// Records from the microphone, at most a minute.

const LONGEST = 60;

export const canRecord = () => Boolean(navigator.mediaDevices?.getUserMedia && window.MediaRecorder);

// Starts recording; the result has stop() → File, cancel(), and calls onSecond as time goes by.
export async function record(onSecond, onFull) {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(stream);
  const parts = [];
  recorder.ondataavailable = (event) => parts.push(event.data);
  recorder.start();
  let seconds = 0;
  const clock = setInterval(() => {
    seconds += 1;
    onSecond(seconds);
    if (seconds >= LONGEST) onFull();
  }, 1000);
  const end = () =>
    new Promise((resolve) => {
      clearInterval(clock);
      recorder.onstop = () => {
        for (const track of stream.getTracks()) track.stop();
        resolve(new File(parts, "voice.webm", { type: recorder.mimeType }));
      };
      recorder.stop();
    });
  return { stop: end, cancel: end };
}
