package io.heatlens.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.imageio.IIOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;

import org.springframework.stereotype.Component;

/**
 * Decodes what somebody uploaded: the format is told by the bytes, limits are checked
 * before pixels are allocated, and what comes out is upright, opaque and sRGB. Of several
 * frames or pages the first is read.
 */
@Component
public class ImageDecoder {

	/** Fifty million blank pixels of 16 bits take a third, where nothing else runs. */
	private static final Duration LEAST = Duration.ofSeconds(10);

	/** Its reader, in Java, takes ten seconds where a few bytes claim as many. */
	private static final Duration LEAST_OF_WEBP = Duration.ofMillis(1500);

	/** Photographs take a tenth. */
	private static final Duration PER_MEGABYTE = Duration.ofSeconds(1);

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private static final ImageTypeSpecifier RGB = ImageTypeSpecifier.createInterleaved(
			ColorSpace.getInstance(ColorSpace.CS_sRGB), new int[] { 0, 1, 2 }, DataBuffer.TYPE_BYTE, false, false);

	private final Alarm alarm = Alarm.start();

	private final Readers readers = new Readers();

	private final UploadLimits limits;

	/** One permit for each pixel that may be in decoding. */
	private final Semaphore pixels;

	public ImageDecoder(UploadLimits limits) {
		this.limits = limits;
		this.pixels = new Semaphore((int) limits.maxPixelsInFlight(), true);
	}

	/**
	 * Decodes a whole image file. Waits while the pixels of other images being decoded
	 * fill {@code heatlens.upload.max-pixels-in-flight}.
	 * @param bytes the file; a colour profile in it may change
	 * @return the picture
	 * @throws UnsupportedImageException if the bytes are no JPEG, PNG, WebP, GIF, TIFF or
	 * BMP
	 * @throws UnreadableImageException if the file is empty, damaged or cut short, or
	 * takes longer than its length justifies
	 * @throws ImageTooLargeException if it has more than
	 * {@code heatlens.upload.max-pixels} pixels
	 * @throws DecodersBusyException if the others do not make room in good time
	 */
	public DecodedImage decode(byte[] bytes) {
		if (bytes.length == 0) {
			throw new UnreadableImageException("The image is empty: expected an image file, found 0 bytes");
		}
		ImageFormat format = ImageFormat.of(bytes);
		try {
			return decode(format, bytes);
		}
		catch (IOException | StackOverflowError | OutOfMemoryError ex) {
			throw new UnreadableImageException(format.damaged(bytes.length), ex);
		}
		catch (ImageException | DecodersBusyException ex) {
			throw ex;
		}
		catch (RuntimeException ex) { // readers throw any kind on damaged files
			throw new UnreadableImageException(format.damaged(bytes.length), ex);
		}
	}

	private DecodedImage decode(ImageFormat format, byte[] bytes) throws IOException {
		byte[] guarded = guarded(format, bytes);
		ImageReader reader = this.readers.reader(format);
		try {
			reader.setInput(input(format, guarded), false, true);
			this.limits.check(reader.getWidth(0), reader.getHeight(0));
			return withinBudget(format, reader, bytes);
		}
		finally {
			reader.dispose();
		}
	}

	// What readers do with these before they know the picture's size would take too long
	private byte[] guarded(ImageFormat format, byte[] bytes) {
		switch (format) {
			case BMP -> BmpHeader.check(bytes, this.limits);
			case TIFF -> {
				TiffDirectories.check(bytes);
				ProfileGuard.jpeg(bytes); // that may be within
			}
			case GIF -> {
				return GifBlocks.firstFrame(bytes);
			}
			case JPEG -> ProfileGuard.jpeg(bytes);
			case WEBP -> ProfileGuard.webp(bytes);
			case PNG -> {
				// its chunks are walked once the size is known
			}
		}
		return bytes;
	}

	// JPEG's reader looks beyond the end of whole files too, and warns of cut ones
	private static ImageInputStream input(ImageFormat format, byte[] bytes) {
		return (format == ImageFormat.JPEG) ? new ByteArrayImageInputStream(bytes) : new ByteArrayInput(bytes);
	}

	private DecodedImage withinBudget(ImageFormat format, ImageReader reader, byte[] bytes) throws IOException {
		Container container = Container.of(format, bytes);
		int width = reader.getWidth(0);
		int height = reader.getHeight(0);
		acquire(width * height);
		try {
			BufferedImage image = read(reader, parameters(format, reader), time(format, bytes.length));
			byte[] rgb = Flattening.rgb(image);
			rgb = ColourProfile.toSrgb(rgb, image.getWidth(), image.getHeight(), container.profile(),
					image.getColorModel());
			return Orientation.of(container.exif()).upright(format.apiName(), image.getWidth(), image.getHeight(), rgb);
		}
		catch (OutOfMemoryError ex) {
			throw new ImageTooLargeException(width, height, ex);
		}
		finally {
			this.pixels.release(width * height);
		}
	}

	// JPEG's reader delivers RGB; into its default, BGR, it stores sample by sample
	private static ImageReadParam parameters(ImageFormat format, ImageReader reader) throws IOException {
		ImageReadParam parameters = reader.getDefaultReadParam();
		if (format == ImageFormat.JPEG
				&& reader.getImageTypes(0).next().getBufferedImageType() == BufferedImage.TYPE_3BYTE_BGR) {
			parameters.setDestination(RGB.createBufferedImage(reader.getWidth(0), reader.getHeight(0)));
		}
		return parameters;
	}

	private void acquire(int count) {
		try {
			if (!this.pixels.tryAcquire(count, PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
				throw new DecodersBusyException();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new DecodersBusyException();
		}
	}

	private static Duration time(ImageFormat format, int length) {
		Duration least = (format == ImageFormat.WEBP) ? LEAST_OF_WEBP : LEAST;
		return least.plus(PER_MEGABYTE.multipliedBy(length).dividedBy(1 << 20));
	}

	// A listener that threw would unwind through native code, so it takes a note
	private BufferedImage read(ImageReader reader, ImageReadParam parameters, Duration time) throws IOException {
		AtomicBoolean whole = new AtomicBoolean(true);
		reader.addIIOReadWarningListener((source, warning) -> {
			if (warning.toLowerCase(Locale.ROOT).contains("premature end")) {
				whole.set(false);
			}
		});
		BufferedImage image = this.alarm.read(reader, parameters, time);
		if (!whole.get()) {
			throw new IIOException("premature end");
		}
		return image;
	}

}
