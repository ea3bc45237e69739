/** Draws evidence over a photograph. Everything is measured in pixels of the upright original, not of the canvas. */

import { AGAINST, FOR, table } from './colormaps.js';

const LONG_SIDE = 900;
const LAYER_SIDE = 448;

/** The colour and opacity of a value from -1 to 1. With two colours, weak evidence is shown a little stronger. */
export function palette({ evidence, colormap }) {
  if (evidence === 'both') {
    return (value) => [...(value < 0 ? AGAINST : FOR), 255 * Math.min(1, Math.abs(value) ** 0.7)];
  }
  const colours = table(colormap);
  return (value) => {
    const at = 3 * Math.round(255 * Math.min(1, Math.max(0, value)));
    return [colours[at], colours[at + 1], colours[at + 2], 255];
  };
}

/** Draws a strip of all colours, from `lowest` to 1. */
export function paintScale(canvas, look, lowest) {
  const colour = palette(look);
  const context = canvas.getContext('2d');
  const pixels = context.createImageData(canvas.width, 1);
  for (let x = 0; x < canvas.width; x++) {
    pixels.data.set(colour(lowest + ((1 - lowest) * x) / (canvas.width - 1)), 4 * x);
  }
  context.clearRect(0, 0, canvas.width, canvas.height);
  for (let y = 0; y < canvas.height; y++) {
    context.putImageData(pixels, 0, y);
  }
}

/** Gives a canvas the photograph's proportions, large enough to be looked at. */
export function fit(canvas, photo, longSide = LONG_SIDE) {
  const scale = longSide / Math.max(photo.width, photo.height);
  canvas.width = Math.max(1, Math.round(photo.width * scale));
  canvas.height = Math.max(1, Math.round(photo.height * scale));
}

/** Where a patch lies on the original. */
export function patchBox({ region, heatmap }, row, column) {
  const width = region.width / heatmap.columns;
  const height = region.height / heatmap.rows;
  return { x: region.x + column * width, y: region.y + row * height, width, height };
}

/** The patch under a pointer, if there is one. */
export function patchAt(canvas, photo, { region, heatmap }, event) {
  const bounds = canvas.getBoundingClientRect();
  const x = ((event.clientX - bounds.left) / bounds.width) * photo.width;
  const y = ((event.clientY - bounds.top) / bounds.height) * photo.height;
  const column = Math.floor(((x - region.x) / region.width) * heatmap.columns);
  const row = Math.floor(((y - region.y) / region.height) * heatmap.rows);
  const inside = row >= 0 && row < heatmap.rows && column >= 0 && column < heatmap.columns;
  return inside ? { row, column } : null;
}

/** A picture of the values alone, each from -1 to 1, to be stretched over their region. */
export function heatLayer(values, region, look, longSide = LAYER_SIDE) {
  const rows = values.length;
  const columns = values[0].length;
  const scale = longSide / Math.max(region.width, region.height);
  const smooth = look.interpolation === 'bilinear';
  const layer = document.createElement('canvas');
  layer.width = smooth ? Math.max(columns, Math.round(region.width * scale)) : columns;
  layer.height = smooth ? Math.max(rows, Math.round(region.height * scale)) : rows;
  const colour = palette(look);
  const context = layer.getContext('2d');
  const pixels = context.createImageData(layer.width, layer.height);
  const across = Array.from({ length: layer.width }, (_, x) => between(x, layer.width, columns));
  for (let y = 0, at = 0; y < layer.height; y++) {
    const down = between(y, layer.height, rows);
    const upper = values[down.from];
    const lower = values[down.to];
    for (const { from, to, share } of across) {
      const top = upper[from] + (upper[to] - upper[from]) * share;
      const bottom = lower[from] + (lower[to] - lower[from]) * share;
      pixels.data.set(colour(top + (bottom - top) * down.share), at);
      at += 4;
    }
  }
  context.putImageData(pixels, 0, 0);
  return layer;
}

// The two cells that a pixel lies between, as torch's interpolate with align_corners=False
function between(pixel, pixels, cells) {
  const position = Math.max(0, ((pixel + 0.5) / pixels) * cells - 0.5);
  const from = Math.min(Math.floor(position), cells - 1);
  return { from, to: Math.min(from + 1, cells - 1), share: position - Math.floor(position) };
}

/**
 * Puts a photograph, a layer, boxes and the outline of a patch on a canvas.
 * Without a layer the photograph is left as it is.
 */
export function compose(canvas, photo, { layer, region, look, boxes = [], patch }) {
  const context = canvas.getContext('2d');
  context.setTransform(canvas.width / photo.width, 0, 0, canvas.height / photo.height, 0, 0);
  context.imageSmoothingQuality = 'high';
  context.imageSmoothingEnabled = true;
  context.drawImage(photo.bitmap, 0, 0, photo.width, photo.height);
  if (layer) {
    context.globalAlpha = Number(look.opacity);
    context.imageSmoothingEnabled = look.interpolation === 'bilinear';
    context.drawImage(layer, region.x, region.y, region.width, region.height);
    context.globalAlpha = 1;
  }
  boxes.forEach((box) => outline(context, canvas.width / photo.width, box, [5, 4]));
  if (patch) {
    outline(context, canvas.width / photo.width, patch, []);
  }
}

// Dark around bright, so that it is seen on every photograph
function outline(context, scale, { x, y, width, height }, dashes) {
  const pixel = context.canvas.width / scale / (context.canvas.clientWidth || context.canvas.width);
  context.setLineDash([]);
  context.lineWidth = 4 * pixel;
  context.strokeStyle = 'rgb(0 0 0 / 55%)';
  context.strokeRect(x, y, width, height);
  context.setLineDash(dashes.map((dash) => dash * pixel));
  context.lineWidth = 2 * pixel;
  context.strokeStyle = 'white';
  context.strokeRect(x, y, width, height);
  context.setLineDash([]);
}
