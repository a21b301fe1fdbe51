// Passes an address on: by the phone's own share sheet, else by copying it, else by showing it ready to be copied.

import { createElement, useState } from "react";

const byPhone = async (what) => {
  if (!navigator.share) return false;
  try {
    await navigator.share(what);
  } catch (fault) {
    return fault.name === "AbortError"; // they thought better of it
  }
  return true;
};

const copied = (text) =>
  navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  ) ?? false;

// `path` is what is shared, under `title`; unset, it is the page itself, without its query.
export function Share({ title, path, words, children, ...rest }) {
  const [told, setTold] = useState("");
  const [address, setAddress] = useState("");
  const share = async () => {
    const url = location.origin + (path || location.pathname);
    setTold("");
    if (await byPhone({ title, url })) return;
    const done = await copied(url);
    setTold(done ? words.copied : "");
    setAddress(done ? "" : url);
  };
  const chosen = (field) => field?.select();
  const field = { ref: chosen, readOnly: true, value: address, "aria-label": words.address };
  return createElement(
    "span",
    { className: "share" },
    createElement("button", { ...rest, type: "button", onClick: share }, children),
    createElement("span", { role: "status" }, told),
    address ? createElement("input", field) : null,
  );
}
