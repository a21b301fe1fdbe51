// What this browser keeps of votes until the server has counted them: see outbox.js.

export const KEPT = "outbox";
const LAST_NUMBER = "outbox:number";

export const read = (key, otherwise) => {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? otherwise;
  } catch {
    return otherwise;
  }
};

export const write = (key, value) => {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Storage is full or forbidden: the vote still waits in this tab.
  }
};

export const nextNumber = () => {
  const number = Math.max(read(LAST_NUMBER, 0) + 1, Date.now());
  write(LAST_NUMBER, number);
  return number;
};
