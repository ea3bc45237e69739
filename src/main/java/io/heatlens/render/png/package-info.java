/**
 * Encodes PNG files. In come rows of pixels, out go the bytes of a file. Only
 * {@link io.heatlens.render.png.PngEncoder} is for others.
 */
@NullMarked
package io.heatlens.render.png;

import org.jspecify.annotations.NullMarked;
