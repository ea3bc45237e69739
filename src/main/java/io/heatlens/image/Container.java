package io.heatlens.image;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.jspecify.annotations.Nullable;

/**
 * What a file's structure tells before any pixel is decoded: that the file is whole, and
 * what it carries beside the pixels. Readers show a cut file as a picture with a black
 * rest, so the structure is walked first.
 *
 * @param exif EXIF data, a small TIFF file; {@code null} where there is none
 * @param profile an ICC profile that the reader does not apply; {@code null} where there
 * is none
 */
@SuppressWarnings("ArrayRecordComponent") // short-lived, within this package
record Container(@Nullable ByteBuffer exif, byte @Nullable [] profile) {

	static Container of(ImageFormat format, byte[] bytes) {
		ByteBuffer file = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
		try {
			return switch (format) {
				case JPEG -> JpegSegments.walk(file);
				case PNG -> PngChunks.walk(file);
				case WEBP -> RiffChunks.walk(file.order(ByteOrder.LITTLE_ENDIAN));
				case TIFF -> new Container(file, null);
				case GIF -> GifBlocks.walk(bytes);
				case BMP -> new Container(null, null);
			};
		}
		catch (BufferUnderflowException | IllegalArgumentException ex) {
			throw new UnreadableImageException(format.damaged(bytes.length), ex);
		}
	}

}
