// Hears what a screen reader would say of live regions: what comes into one that is live, also a moment later, when the
// browser tells of it. It runs before the page's own scripts.
(() => {
  window.heard = [];
  const LIVE = { log: "polite", status: "polite", alert: "assertive" };

  /** The live region that a node is in, or null where nothing is to be said of it. */
  const region = (node) => {
    for (let at = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement; at; at = at.parentElement) {
      if (at.getAttribute("aria-hidden") === "true" || at.hidden || at.inert) return null;
      if (at.getAttribute("aria-busy") === "true") return null;
      const live = at.getAttribute("aria-live") ?? LIVE[at.getAttribute("role")];
      if (live) return live === "off" ? null : at;
    }
    return null;
  };

  const after = (act) => requestAnimationFrame(() => setTimeout(act, 60));

  new MutationObserver((records) => {
    const came = records.flatMap((record) => record.type === "childList" ? [...record.addedNodes] : [record.target]);
    const said = came.filter((node) => region(node) && node.textContent.trim());
    if (said.length === 0) return;
    after(() => {
      for (const node of new Set(said)) {
        const at = node.isConnected ? region(node) : null;
        if (at) window.heard.push({ region: at.getAttribute("role") ?? at.id, text: node.textContent.trim() });
      }
    });
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["hidden"] });
})();
