// Passkeys: a press on the button asks the device, and what it answers goes with the form around the button. Without this
// script, or where the browser has no passkeys, the button is not seen, and the form takes a code.
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
/** What devices are reached by; what older browsers say of phones, or nothing, is left out or put right. */
const WAYS = ["ble", "hybrid", "internal", "nfc", "smart-card", "usb"];
const ways = (said) => [...new Set(said.map((way) => (way === "cable" ? "hybrid" : way)))].filter((way) => WAYS.includes(way));
const listed = (list) => list.map((one) => ({ ...one, id: bytes(one.id) }));

/** A new passkey, in the words of the server's library. */
async function make(asked) {
  const made = await navigator.credentials.create({
    publicKey: { ...asked, challenge: bytes(asked.challenge), user: { ...asked.user, id: bytes(asked.user.id) }, excludeCredentials: listed(asked.excludeCredentials) },
  });
  return {
    attestationObject: text(made.response.attestationObject),
    clientDataJSON: text(made.response.clientDataJSON),
    transports: ways(made.response.getTransports?.() ?? []),
  };
}

/** What a passkey says to the question. */
async function prove(asked) {
  const proof = await navigator.credentials.get({
    publicKey: { ...asked, challenge: bytes(asked.challenge), allowCredentials: listed(asked.allowCredentials) },
  });
  const { authenticatorData, clientDataJSON, signature, userHandle } = proof.response;
  return {
    id: proof.id,
    authenticatorData: text(authenticatorData),
    clientDataJSON: text(clientDataJSON),
    signature: text(signature),
    userHandle: userHandle && userHandle.byteLength > 0 ? text(userHandle) : null,
  };
}

for (const box of document.querySelectorAll("[data-passkey]")) {
  if (!globalThis.PublicKeyCredential) {
    for (const told of document.querySelectorAll("[data-no-passkey]")) told.hidden = false;
    continue;
  }
  const asked = JSON.parse(box.dataset.passkey);
  const [button, failed] = [box.querySelector("button"), box.querySelector("[role=alert]")];
  box.hidden = false;
  button.addEventListener("click", async () => {
    if (button.getAttribute("aria-disabled")) return;
    button.setAttribute("aria-disabled", "true");
    failed.hidden = true;
    try {
      const answer = await (box.dataset.kind === "make" ? make(asked) : prove(asked));
      const { form } = button;
      // In place of what is typed there. Nothing checks these forms before they go, so no submit event is missed.
      for (const input of form.querySelectorAll(`[name="${box.dataset.into}"]`)) input.disabled = true;
      const sent = Object.assign(document.createElement("input"), { type: "hidden", name: box.dataset.into });
      sent.value = JSON.stringify({ ...answer, clientExtensionResults: {} });
      form.append(sent);
      form.submit();
    } catch (error) {
      // A key that is there already says so; everything else is a person who stopped, or a device that could not.
      failed.textContent = error.name === "InvalidStateError" ? box.dataset.known : box.dataset.failed;
      failed.hidden = false;
      button.removeAttribute("aria-disabled");
    }
  });
}
