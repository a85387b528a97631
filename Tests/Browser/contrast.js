// The texts that are hard to read: each with the contrast of its colour to what is behind it, as WCAG 2 reckons it.
(() => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true });

  /** Any colour of CSS as red, green, blue and alpha. */
  const parsed = (colour) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = ([r, g, b, alpha], below) => [r, g, b].map((value, index) => value * alpha + below[index] * (1 - alpha)).concat(1);

  /** What is behind an element's text. */
  const ground = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const colour = parsed(getComputedStyle(at).backgroundColor);
      if (colour[3] > 0) layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255, 1]);
  };
  const opacity = (element) => {
    let whole = 1;
    for (let at = element; at; at = at.parentElement) whole *= Number(getComputedStyle(at).opacity);
    return whole;
  };
  const luminance = (colour) => {
    const [red, green, blue] = colour.slice(0, 3).map((value) => value / 255)
      .map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (element, style) => {
    const below = ground(element), [r, g, b, alpha] = parsed(style.color);
    const [light, dark] = [over([r, g, b, alpha * opacity(element)], below), below].map(luminance).sort((one, other) => other - one);
    return (light + 0.05) / (dark + 0.05);
  };
  const isSeen = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 2 && height > 2 && element.checkVisibility({ visibilityProperty: true }) && !element.closest(":disabled, .aside, .skip");
  };

  const found = [];
  const look = (element, text, pseudo) => {
    if (!text.trim() || !isSeen(element)) return;
    found.push({ text: text.trim().slice(0, 40), of: element.className || element.id || element.localName, ratio: contrast(element, getComputedStyle(element, pseudo)) });
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) if (texts.currentNode.parentElement) look(texts.currentNode.parentElement, texts.currentNode.data);
  for (const field of document.querySelectorAll("input, textarea")) {
    look(field, field.value);
    if (!field.value) look(field, field.placeholder ?? "", "::placeholder");
  }
  return found;
})()
