let measuring: CanvasRenderingContext2D | null = null;

/** How wide a text is in the font of an element, in CSS pixels: in bold, which is the widest that it gets. */
export function textWidth(text: string, element: HTMLElement): number {
  measuring ??= document.createElement('canvas').getContext('2d');
  // Without a canvas, a guess that is rather too wide.
  if (!measuring) return text.length * 9;
  const { fontStyle, fontSize, fontFamily } = getComputedStyle(element);
  measuring.font = `${fontStyle} 600 ${fontSize} ${fontFamily}`;
  return measuring.measureText(text).width;
}
