// How the states of a machine look: by colour and by pattern, so that nobody depends on either.

const SIZE = 8;
/** @type {Record<string, (draw: CanvasRenderingContext2D) => void>} */
const STROKES = {
  reduced: (draw) => lines(draw, [[0, 8, 8, 0]]),
  maintenance: (draw) => lines(draw, [[0, 0, 8, 8], [-4, 4, 4, 12], [4, -4, 12, 4]]),
  breakdown: (draw) => lines(draw, [[0, 0, 8, 8], [0, 8, 8, 0]]),
  shutdown: (draw) => lines(draw, [[0, 2, 8, 2], [0, 6, 8, 6]]),
  holiday: (draw) => [[2, 2], [6, 6]].forEach(([x, y]) => draw.fillRect(x - 0.75, y - 0.75, 1.5, 1.5)),
};

/** @param {CanvasRenderingContext2D} draw @param {number[][]} all */
function lines(draw, all) {
  draw.beginPath();
  all.forEach(([x1, y1, x2, y2]) => {
    draw.moveTo(x1, y1);
    draw.lineTo(x2, y2);
  });
  draw.stroke();
}

/** @param {string} name of a custom property */
export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** @type {{look: string, made: Record<string, CanvasPattern>}} */
let kept = { look: "", made: {} };

/** Fills for every status, in the colours of now. @returns {Record<string, CanvasPattern>} */
export function fills() {
  const ratio = devicePixelRatio || 1, look = `${document.documentElement.dataset.theme} ${ratio}`;
  if (kept.look !== look) kept = { look, made: madeFills(ratio) };
  return kept.made;
}

/** @param {number} ratio */
function madeFills(ratio) {
  return Object.fromEntries(["operating", "reduced", "maintenance", "breakdown", "shutdown", "holiday"].map((status) => {
    const tile = document.createElement("canvas");
    tile.width = tile.height = SIZE * ratio;
    const draw = /** @type {CanvasRenderingContext2D} */ (tile.getContext("2d"));
    draw.scale(ratio, ratio);
    draw.fillStyle = colour(status);
    draw.fillRect(0, 0, SIZE, SIZE);
    draw.strokeStyle = draw.fillStyle = colour("stroke");
    draw.lineWidth = 1;
    STROKES[status]?.(draw);
    const pattern = /** @type {CanvasPattern} */ (draw.createPattern(tile, "repeat"));
    pattern.setTransform(new DOMMatrix().scale(1 / ratio));
    return [status, pattern];
  }));
}
