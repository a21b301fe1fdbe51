// Takes the place of worker.js where OFFLINE is off: deletes what it kept, and ends.

const end = async () => {
  for (const name of await caches.keys()) await caches.delete(name);
  await registration.unregister();
};

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());
addEventListener("activate", (event) => event.waitUntil(end()));
