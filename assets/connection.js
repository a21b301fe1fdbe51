// The line that says when the page is not connected, and the net under a page that failed.

import { Component, createElement, useContext, useEffect, useState } from "react";
import { EventLoopContext } from "$/utils/context";
import { say } from "./words.js";

const PATIENCE = 1_000;

// A connection that died while the machine slept is noticed when something is sent over it.
const useLook = (onLook) =>
  useEffect(() => {
    const look = () => document.visibilityState === "visible" && onLook();
    document.addEventListener("visibilitychange", look);
    addEventListener("online", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      removeEventListener("online", look);
    };
  }, []);

// A newer worker waits for this word from a page that is there: Chromium forgets a page that is on its way through the
// worker whose place is taken, and shows nothing.
const letIn = (worker) => {
  const tell = () => worker.state === "installed" && worker.postMessage("take over");
  worker?.addEventListener("statechange", tell);
  if (worker) tell();
};

const startWorker = async () => {
  const registration = await navigator.serviceWorker.register("/sw.js");
  registration.addEventListener("updatefound", () => letIn(registration.installing));
  letIn(registration.installing);
  letIn(registration.waiting);
  if (registration.active) await registration.update();
};

// Questions that were opened can be read again without a connection: see debate_app/web/worker.js. It can wait, and a
// page that came over plain HTTP does without.
const useWorker = () =>
  useEffect(() => {
    const soon = globalThis.requestIdleCallback ?? setTimeout;
    soon(() => navigator.serviceWorker && startWorker().catch(() => {}));
  }, []);

export function ConnectionLine({ onLook }) {
  useLook(onLook);
  useWorker();
  const [, errors] = useContext(EventLoopContext);
  const away = (errors?.length ?? 0) > 0;
  const [told, setTold] = useState(false);
  useEffect(() => {
    if (!away) {
      setTold(false);
      return undefined;
    }
    const timer = setTimeout(() => setTold(true), PATIENCE);
    return () => clearTimeout(timer);
  }, [away]);
  const sentence = say("No connection. What you see may be old; what you typed is kept. Trying again…");
  return createElement("div", { className: "connection", role: "status" }, told ? createElement("p", null, sentence) : null);
}

export class Safety extends Component {
  state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  render() {
    if (!this.state.failed) return this.props.children;
    return createElement(
      "main",
      { className: "page failed" },
      createElement("h1", null, say("This page stopped working.")),
      createElement("p", null, say("Your votes and drafts are kept. Load the page again to go on.")),
      createElement("button", { className: "button", onClick: () => location.reload() }, say("Load again")),
    );
  }
}
