package io.heatlens.image;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.jspecify.annotations.Nullable;

/**
 * The data that a file carries beside its pixels. It is found by a walk through the
 * file's structure, which also makes sure that the file is whole: readers show a file
 * that is cut short as an image whose rest is black.
 *
 * @param exif the EXIF data, a small TIFF file; {@code null} if there is none
 * @param profile the ICC profile if the reader does not return it; {@code null} if there
 * is none
 * @param samples what the file says about its samples
 * @param end the position after the last byte of the picture; what follows is not meant
 * for the reader
 */
@SuppressWarnings("ArrayRecordComponent") // short-lived, never compared
record Container(@Nullable ByteBuffer exif, byte @Nullable [] profile, SampleTraits samples, int end) {

	static Container of(@Nullable ByteBuffer exif, byte @Nullable [] profile, int end) {
		return new Container(exif, profile, SampleTraits.NONE, end);
	}

	static Container of(ImageFormat format, byte[] bytes) {
		ByteBuffer file = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
		try {
			return switch (format) {
				case JPEG -> JpegSegments.walk(file);
				case PNG -> PngChunks.walk(file);
				case WEBP -> RiffChunks.walk(file.order(ByteOrder.LITTLE_ENDIAN));
				case TIFF -> new Container(file, null, SampleTraits.tiff(bytes), bytes.length);
				case GIF -> GifBlocks.walk(bytes);
				case BMP -> of(null, null, bytes.length);
			};
		}
		catch (BufferUnderflowException | IllegalArgumentException ex) {
			throw new UnreadableImageException(format.damaged(bytes.length), ex);
		}
	}

}
