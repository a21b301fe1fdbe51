// Asks the browser for a passkey, and sends it with its form. Loaded only by the pages that offer passkeys, which work
// without it: until this has run, and where the browser has no passkeys, their buttons are not shown.

const OPTIONS = "/passkeys/options";

const decoded = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));

const encoded = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const descriptors = (list) => list?.map((one) => ({ ...one, id: decoded(one.id) }));

// Passkeys belong to names of hosts, and to no addresses.
const possible = () =>
  Boolean(window.PublicKeyCredential) && location.hostname.includes(":") === false && !/^[\d.]+$/.test(location.hostname);

const optionsFor = async (form, purpose) => {
  const asked = new URLSearchParams({ token: form.elements.token.value, purpose });
  if (form.elements.name) asked.set("name", form.elements.name.value);
  const answer = await fetch(OPTIONS, { method: "POST", body: asked });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.sentence);
  return told;
};

const made = async (options) => {
  const user = { ...options.user, id: decoded(options.user.id) };
  const excludeCredentials = descriptors(options.excludeCredentials);
  const publicKey = { ...options, user, excludeCredentials, challenge: decoded(options.challenge) };
  const { id, type, response } = await navigator.credentials.create({ publicKey });
  return {
    id,
    rawId: id,
    type,
    response: {
      clientDataJSON: encoded(response.clientDataJSON),
      attestationObject: encoded(response.attestationObject),
    },
  };
};

const used = async (options) => {
  const publicKey = {
    ...options,
    allowCredentials: descriptors(options.allowCredentials),
    challenge: decoded(options.challenge),
  };
  const { id, type, response } = await navigator.credentials.get({ publicKey });
  return {
    id,
    rawId: id,
    type,
    response: {
      clientDataJSON: encoded(response.clientDataJSON),
      authenticatorData: encoded(response.authenticatorData),
      signature: encoded(response.signature),
      userHandle: response.userHandle ? encoded(response.userHandle) : null,
    },
  };
};

// Which of the words that came with the button say what the browser calls so.
const SAID = { NotAllowedError: "unused", InvalidStateError: "held" };

const offer = (place) => {
  const form = place.closest("form");
  const button = place.querySelector("button");
  const said = place.querySelector("[data-said]");
  const purpose = place.dataset.passkey;
  button.addEventListener("click", async () => {
    said.textContent = "";
    button.disabled = true;
    try {
      const options = await optionsFor(form, purpose);
      const credential = await (purpose === "sign-in" ? used(options) : made(options));
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch (fault) {
      said.textContent = place.dataset[SAID[fault.name]] ?? (fault.message || place.dataset.failed);
      button.disabled = false;
    }
  });
  place.hidden = false;
};

if (possible()) document.querySelectorAll("[data-passkey]").forEach(offer);
