// Takes the place of worker.js where OFFLINE is off: deletes what it kept, and ends.

// What is asked for meanwhile waits until the worker is active: the end itself is not waited for.
const end = async () => {
  registration.unregister();
  for (const name of await caches.keys()) await caches.delete(name);
};

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(end()));
