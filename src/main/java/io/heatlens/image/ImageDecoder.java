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
 * Decodes uploaded images. The format is recognised by the bytes of the file, the limits
 * are checked before memory for the pixels is allocated (by
 * {@link UploadLimits#checkDimensions}, and for BMP by {@link BmpHeader} before its
 * reader opens the file), and the result is upright, opaque and in sRGB. Of several
 * frames or pages, only the first one is decoded.
 */
@Component
public class ImageDecoder {

	/**
	 * The time that any file may take. Fifty million blank pixels of 16 bits take a third
	 * of it on an idle machine.
	 */
	private static final Duration BASE_TIME = Duration.ofSeconds(10);

	/**
	 * The time that any WebP file may take. It is shorter than that of other formats,
	 * because the reader is written in Java and can spend ten seconds on a file of a few
	 * bytes that claims to have fifty million pixels.
	 */
	private static final Duration WEBP_BASE_TIME = Duration.ofMillis(1500);

	/** The additional time per megabyte of a file. Photographs take a tenth of it. */
	private static final Duration TIME_PER_MEGABYTE = Duration.ofSeconds(1);

	/** The longest time that an image waits while other images are decoded. */
	private static final Duration MAX_WAIT = Duration.ofSeconds(5);

	private static final ImageTypeSpecifier RGB = ImageTypeSpecifier.createInterleaved(
			ColorSpace.getInstance(ColorSpace.CS_sRGB), new int[] { 0, 1, 2 }, DataBuffer.TYPE_BYTE, false, false);

	private final Alarm alarm = Alarm.start();

	private final Readers readers = new Readers();

	private final UploadLimits limits;

	/** One permit per pixel that may be decoded at the same time. */
	private final Semaphore pixels;

	/**
	 * Creates a decoder.
	 * @param limits the limits of uploads, which are checked before pixels are decoded
	 */
	public ImageDecoder(UploadLimits limits) {
		this.limits = limits;
		this.pixels = new Semaphore((int) limits.maxPixelsInFlight(), true);
	}

	/**
	 * Decodes an image file. Waits for up to five seconds while this image and those that
	 * are being decoded have more pixels together than
	 * {@code heatlens.upload.max-pixels-in-flight}.
	 * @param bytes the whole file, which is not changed
	 * @param alpha what is done with transparency
	 * @return the image
	 * @throws UnsupportedImageException if the file is not a JPEG, PNG, WebP, GIF, TIFF
	 * or BMP file
	 * @throws UnreadableImageException if the file is empty, damaged or cut short, or
	 * takes longer than its length justifies
	 * @throws ImageTooLargeException if the image has more than
	 * {@code heatlens.upload.max-pixels} pixels, too long a side, or too many pixels for
	 * the memory of the service
	 * @throws DecodersBusyException if the image would have to wait for more than five
	 * seconds, or the thread is interrupted while it waits
	 */
	public DecodedImage decode(byte[] bytes, Alpha alpha) {
		if (bytes.length == 0) {
			throw new UnreadableImageException("The image is empty: expected an image file, found 0 bytes");
		}
		ImageFormat format = ImageFormat.of(bytes);
		try {
			return decode(format, bytes, alpha);
		}
		catch (IOException | StackOverflowError | OutOfMemoryError ex) {
			throw new UnreadableImageException(format.damaged(bytes.length), ex);
		}
		catch (ImageException | DecodersBusyException ex) {
			throw ex;
		}
		catch (RuntimeException ex) { // Readers throw many kinds on damaged files.
			throw new UnreadableImageException(format.damaged(bytes.length), ex);
		}
	}

	private DecodedImage decode(ImageFormat format, byte[] bytes, Alpha alpha) throws IOException {
		byte[] guarded = guarded(format, bytes);
		ImageReader reader = this.readers.reader(format);
		try {
			reader.setInput(input(format, guarded), false, true);
			int width = reader.getWidth(0);
			int height = reader.getHeight(0);
			this.limits.checkDimensions(width, height);
			Canvas canvas = (format == ImageFormat.GIF) ? GifBlocks.canvas(guarded, width, height)
					: new Canvas(width, height, 0, 0);
			this.limits.checkDimensions(canvas.width(), canvas.height());
			Container container = Container.of(format, bytes);
			if (format == ImageFormat.JPEG) {
				reader.setInput(input(format, JpegSegments.ended(guarded, container.end())), false, true);
			}
			return withinBudget(new Opened(reader, container, canvas, time(format, bytes.length)), format, alpha);
		}
		finally {
			reader.dispose();
		}
	}

	// Protects readers from data that they process before they know the image's size.
	private byte[] guarded(ImageFormat format, byte[] bytes) {
		return switch (format) {
			case BMP -> {
				BmpHeader.check(bytes, this.limits);
				yield bytes;
			}
			case TIFF -> TiffDirectories.guarded(bytes);
			case JPEG -> ProfileGuard.jpeg(bytes);
			case WEBP -> WebpChunks.completed(ProfileGuard.webp(bytes));
			case GIF -> GifBlocks.firstFrame(bytes);
			case PNG -> bytes;
		};
	}

	private static ImageInputStream input(ImageFormat format, byte[] bytes) {
		return switch (format) {
			// The JPEG reader reads beyond the end even of complete files. If a file is
			// cut short, it sends a warning.
			case JPEG -> new ByteArrayImageInputStream(bytes);
			default -> new ByteArrayInput(bytes);
		};
	}

	private DecodedImage withinBudget(Opened file, ImageFormat format, Alpha alpha) throws IOException {
		Canvas canvas = file.canvas();
		int count = canvas.width() * canvas.height();
		acquire(count);
		try {
			BufferedImage image = read(file.reader(), parameters(format, file.reader()), file.time());
			Flattening flat = Flattening.of(image, file.container().samples(), canvas, alpha);
			byte[] rgb = ColourProfile.toSrgb(flat.rgb(), canvas.width(), canvas.height(), file.container().profile(),
					image.getColorModel());
			return Orientation.of(file.container().exif())
				.upright(new DecodedImage(format.apiName(), canvas.width(), canvas.height(), rgb, flat.warnings()));
		}
		catch (OutOfMemoryError ex) {
			throw new ImageTooLargeException(canvas.width(), canvas.height(), ex);
		}
		finally {
			this.pixels.release(count);
		}
	}

	// The JPEG reader decodes to RGB. If its destination is BGR, which is the default, it
	// copies each sample by itself, which is slow.
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
			if (!this.pixels.tryAcquire(count, MAX_WAIT.toNanos(), TimeUnit.NANOSECONDS)) {
				throw new DecodersBusyException();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new DecodersBusyException();
		}
	}

	private static Duration time(ImageFormat format, int length) {
		Duration base = (format == ImageFormat.WEBP) ? WEBP_BASE_TIME : BASE_TIME;
		return base.plus(TIME_PER_MEGABYTE.multipliedBy(length).dividedBy(1 << 20));
	}

	// An exception from the listener would pass through native code, so the listener sets
	// a flag instead.
	private BufferedImage read(ImageReader reader, ImageReadParam parameters, Duration time) throws IOException {
		AtomicBoolean whole = new AtomicBoolean(true);
		reader.addIIOReadWarningListener((source, warning) -> {
			if (warning.toLowerCase(Locale.ROOT).contains("premature end")) {
				whole.set(false);
			}
		});
		BufferedImage image = this.alarm.read(reader, parameters, time);
		if (!whole.get()) {
			throw new IIOException("The file ends before the image is complete");
		}
		return image;
	}

	/**
	 * A file that was opened and checked.
	 *
	 * @param reader the reader, with its input set
	 * @param container the data that the file carries beside its pixels
	 * @param canvas the area of the image
	 * @param time the time that decoding may take
	 */
	private record Opened(ImageReader reader, Container container, Canvas canvas, Duration time) {
	}

}
