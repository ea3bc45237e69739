/** Pictures with patches hidden: for the eye on a canvas, for the model as a file. */

import { catalogue } from './catalogue.js';
import { patchBox } from './heatmap.js';

/** The mean colour of a photograph. */
export function meanColour({ bitmap }) {
  const canvas = new OffscreenCanvas(64, 64);
  const context = canvas.getContext('2d');
  context.drawImage(bitmap, 0, 0, 64, 64);
  const { data } = context.getImageData(0, 0, 64, 64);
  const mean = [0, 1, 2].map((channel) => {
    let sum = 0;
    for (let at = channel; at < data.length; at += 4) {
      sum += data[at];
    }
    return Math.round(sum / (64 * 64));
  });
  return `rgb(${mean.join(' ')})`;
}

/** Draws the photograph without some patches. */
export function hide(canvas, { photo, explanation, colour }, patches) {
  const context = canvas.getContext('2d');
  const x = canvas.width / photo.width;
  const y = canvas.height / photo.height;
  context.imageSmoothingQuality = 'high';
  context.drawImage(photo.bitmap, 0, 0, canvas.width, canvas.height);
  context.fillStyle = colour;
  for (const { row, column } of patches) {
    const box = patchBox(explanation, row, column);
    const [left, top] = [Math.round(box.x * x), Math.round(box.y * y)];
    context.fillRect(left, top, Math.round((box.x + box.width) * x) - left, Math.round((box.y + box.height) * y) - top);
  }
}

/** The same as a file for the model: twice its input's size at most, and lossless where the photograph is small. */
export async function toFile(test, patches) {
  const { photo } = test;
  const { input } = catalogue.model;
  const scale = Math.min(1, (2 * Math.max(input.width, input.height)) / Math.min(photo.width, photo.height));
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(photo.width * scale)),
    Math.max(1, Math.round(photo.height * scale)),
  );
  hide(canvas, test, patches);
  const blob = await canvas.convertToBlob(scale === 1 ? { type: 'image/png' } : { type: 'image/jpeg', quality: 0.95 });
  return { blob, name: 'hidden' };
}

/** The patches in an order that is random, but the same every time (Mulberry32 by Ettinger). */
export function shuffled(patches) {
  let seed = 1;
  const random = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return patches
    .map((patch) => ({ patch, key: random() }))
    .sort((one, other) => one.key - other.key)
    .map(({ patch }) => patch);
}
