// Votes wait here until the server has counted them, and this is their only way to the server.
//
// A vote is a statement ("my vote on 12, of which I saw version 3, is now agree") with a number that rises
// in this browser. It is kept in localStorage, shared by this browser's tabs, until the server acknowledges
// its number or refuses it. Sending it twice changes nothing, so whoever is in doubt sends it again.

import { useEffect, useRef, useSyncExternalStore } from "react";
import { KEPT, nextNumber, read, write } from "./kept.js";
import { isWhole, useTurn } from "./pieces.js";

const BROWSER = "outbox:browser";
const PATIENCE = 5_000;
const LONGEST_PAUSE = 15_000;
const AT_ONCE = 50;

// By viewpoint: { side, version, number, counted, tally, settled }. `tally` was on the screen when the vote was given, and
// includes the side `counted`: it stays there meanwhile, since of a newer one nobody can tell whether it includes the
// vote already. `settled` is the question's sequence from which it does.
let votes = {};
// By viewpoint: [side, number, sequence, version] that another tab of this browser heard.
let overheard = {};
const listeners = new Set();
const tabs = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("votes");

const waiting = () => Object.fromEntries(Object.entries(votes).filter(([, vote]) => vote.settled === undefined));

const change = (next) => {
  votes = next;
  write(KEPT, waiting());
  listeners.forEach((listen) => listen());
};

const subscribe = (listen) => {
  listeners.add(listen);
  return () => listeners.delete(listen);
};

const useKept = (look) => useSyncExternalStore(subscribe, look, () => undefined);

let unkept = null;

const browser = () => {
  const known = read(BROWSER, unkept);
  if (known) return known;
  unkept = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  write(BROWSER, unkept);
  return unkept;
};

const NO_VOTE = ["", 0, 0, 0];

// My vote as the server has it, as far as any tab of this browser knows.
const known = (held, heard) => (heard && (!held || heard[2] > held[2]) ? heard : held) ?? NO_VOTE;

// By viewpoint: the version that this page shows.
const onScreen = {};

// A vote that has waited since before votes told their version is taken to be on the one that the page shows now.
const versionOf = (viewpoint, vote) => vote.version ?? onScreen[viewpoint] ?? 1;

let send = () => {};

// My vote on this viewpoint, of which I see `version`, is now `side`; an empty one withdraws it.
const intend = (viewpoint, side, version, held, shownTally) => {
  const { counted, tally } = votes[viewpoint] ?? { counted: known(held, overheard[viewpoint])[0], tally: shownTally };
  change({ ...votes, [viewpoint]: { side, version, number: nextNumber(), counted, tally } });
  send([viewpoint]);
};

// What the voter sees of one viewpoint: the tally with their own vote, which the server has as `held`, in it already,
// and the `version` that they voted on. `choose` takes the `shown` version, the one that they see now.
export function useStanding({ viewpoint, shown, tally: newest, held }) {
  useEffect(() => {
    if (shown) onScreen[viewpoint] = shown;
  }, [viewpoint, shown]);
  const vote = useKept(() => votes[viewpoint]);
  const [heard, , , heardOn] = known(held, useKept(() => overheard[viewpoint]));
  const tally = vote?.tally ?? newest;
  const mine = vote ? vote.side : heard;
  const counted = vote ? vote.counted : heard;
  const count = (place, side) => Math.max(0, (tally?.[place] ?? 0) + (mine === side) - (counted === side));
  return {
    agrees: count(0, "agree"),
    disagrees: count(1, "disagree"),
    mine,
    version: vote ? versionOf(viewpoint, vote) : heardOn,
    waits: Boolean(vote) && vote.settled === undefined,
    choose: (side, version) => intend(viewpoint, side, version, held, newest),
  };
}

const without = (all, gone) => Object.fromEntries(Object.entries(all).filter(([viewpoint, vote]) => !gone(viewpoint, vote)));

// The question's sequence that the tallies on the screen are of.
let shown = 0;

// Votes that `held` acknowledges wait no more; those that the tallies on the screen include are forgotten.
const settle = (held) => {
  if (!Object.keys(votes).length) return;
  const next = { ...votes };
  for (const [viewpoint, [, number, sequence]] of Object.entries(held)) {
    const vote = next[viewpoint];
    if (vote && vote.settled === undefined && number >= vote.number) next[viewpoint] = { ...vote, settled: sequence };
  }
  change(without(next, (_, vote) => vote.settled !== undefined && shown >= vote.settled));
};

// A connection without a good cookie of ours cannot vote: this address gives one, and leads back. A browser that has
// none even then refuses cookies, and the server says so.
const getIdentity = () => {
  if (sessionStorage.getItem("identity") === "asked") return false;
  sessionStorage.setItem("identity", "asked");
  const here = location.pathname + location.search + location.hash;
  location.replace(`/identity?to=${encodeURIComponent(here)}`);
  return true;
};

// Mounted once on every page. `held` maps viewpoints to [side, number, sequence, version] and `refusals` to
// [number, sentence], both as the server last answered; `later` rises when it could not reach its database.
export function Outbox({ connected, identified, sequence, held, refusals, later, onSend }) {
  const turn = useTurn();
  const pause = useRef(1_000);
  const retry = useRef(0);

  const flush = (chosen) => {
    const ballots = (chosen ?? Object.keys(waiting()))
      .filter((viewpoint) => votes[viewpoint]?.settled === undefined)
      .map((viewpoint) => [Number(viewpoint), votes[viewpoint].side, votes[viewpoint].number, versionOf(viewpoint, votes[viewpoint])]);
    for (let start = 0; start < ballots.length; start += AT_ONCE) onSend(ballots.slice(start, start + AT_ONCE), browser());
    clearTimeout(retry.current);
    if (Object.keys(waiting()).length) retry.current = setTimeout(flush, Math.max(PATIENCE, pause.current));
  };

  useEffect(() => {
    send = flush;
    const sync = (event) => {
      if (event.key !== KEPT) return;
      const kept = read(KEPT, {});
      votes = { ...without(votes, (viewpoint, vote) => vote.settled === undefined && !(viewpoint in kept)), ...kept };
      listeners.forEach((listen) => listen());
      if (!event.isTrusted) flush(); // given in this tab, on the first HTML (early.js): nobody else sends it
    };
    const hear = ({ data }) => {
      overheard = { ...overheard, ...data };
      settle(data);
      listeners.forEach((listen) => listen());
    };
    votes = { ...read(KEPT, {}), ...votes };
    listeners.forEach((listen) => listen());
    addEventListener("storage", sync);
    tabs?.addEventListener("message", hear);
    return () => {
      removeEventListener("storage", sync);
      tabs?.removeEventListener("message", hear);
      clearTimeout(retry.current);
    };
  }, []);

  // Connected again: tallies and my votes are fresh, so what settled is in them and what waits is not. A vote without a
  // version waits for the text that it is on.
  useEffect(() => {
    if (!connected || !isWhole()) return;
    if (identified) sessionStorage.removeItem("identity");
    else if (getIdentity()) return;
    const fresh = without(votes, (_, vote) => vote.settled !== undefined);
    change(Object.fromEntries(Object.entries(fresh).map(([viewpoint, vote]) => [viewpoint, { ...vote, counted: held[viewpoint]?.[0] ?? "", tally: undefined }])));
    pause.current = 1_000;
    flush();
  }, [connected, turn]);

  useEffect(() => {
    const mine = Object.entries(held).filter(([, [, number]]) => number > 0);
    if (mine.length) tabs?.postMessage(Object.fromEntries(mine));
  }, [held]);

  useEffect(() => {
    shown = sequence;
    settle(held);
  }, [held, sequence]);

  useEffect(() => {
    change(without(votes, (viewpoint, vote) => refusals[viewpoint]?.[0] >= vote.number));
  }, [refusals]);

  useEffect(() => {
    if (!later) return;
    pause.current = Math.min(2 * pause.current, LONGEST_PAUSE);
    clearTimeout(retry.current);
    retry.current = setTimeout(flush, pause.current * (0.75 + Math.random() / 2));
  }, [later]);

  return null;
}
