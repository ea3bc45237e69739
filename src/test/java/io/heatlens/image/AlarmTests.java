package io.heatlens.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.locks.LockSupport;

import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Readers that do not end by themselves.
 */
@Timeout(20)
class AlarmTests {

	private static final Duration SHORT = Duration.ofMillis(50);

	private static final Duration LONG = Duration.ofSeconds(60);

	private static final BufferedImage PICTURE = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);

	private final Alarm alarm = Alarm.start();

	@Test
	void readStopsAReaderThatReactsToAbort() {
		assertThatExceptionOfType(UnreadableImageException.class)
			.isThrownBy(() -> this.alarm.read(reader(true), new ImageReadParam(), SHORT))
			.withMessageContaining("within the 50 ms");
	}

	@Test
	void readStopsAReaderThatIgnoresAbort() {
		assertThatExceptionOfType(UnreadableImageException.class)
			.isThrownBy(() -> this.alarm.read(reader(false), new ImageReadParam(), SHORT));
	}

	@Test
	void readThrowsTheFailureOfAReaderInTime() {
		ImageReader broken = new Scripted((reader) -> {
			throw new IOException("broken");
		});
		assertThatIOException().isThrownBy(() -> this.alarm.read(broken, new ImageReadParam(), LONG))
			.withMessage("broken");
	}

	@Test
	void readReturnsThePictureOfAReaderInTime() throws IOException {
		ImageReader quick = new Scripted((reader) -> PICTURE);
		assertThat(this.alarm.read(quick, new ImageReadParam(), LONG)).isSameAs(PICTURE);
	}

	// Reads until it is aborted, or until its input fails.
	private static ImageReader reader(boolean listens) {
		return new Scripted((reader) -> {
			while (!(listens && reader.stopped())) {
				LockSupport.parkNanos(100_000); // leaves the reader's lock to the alarm
				ImageInputStream input = (ImageInputStream) reader.getInput();
				if (!listens) {
					input.seek(0);
				}
			}
			return PICTURE;
		});
	}

	/**
	 * The behaviour of a reader.
	 */
	private interface Script {

		BufferedImage run(Scripted reader) throws IOException;

	}

	/**
	 * A reader that runs a script.
	 */
	private static final class Scripted extends ImageReader {

		private final Script script;

		Scripted(Script script) {
			super(null);
			this.script = script;
			setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(new byte[8])));
		}

		boolean stopped() {
			return abortRequested();
		}

		@Override
		public BufferedImage read(int index, ImageReadParam parameters) throws IOException {
			return this.script.run(this);
		}

		@Override
		public int getNumImages(boolean search) {
			return 1;
		}

		@Override
		public int getWidth(int index) {
			return 1;
		}

		@Override
		public int getHeight(int index) {
			return 1;
		}

		@Override
		public Iterator<ImageTypeSpecifier> getImageTypes(int index) {
			throw new UnsupportedOperationException();
		}

		@Override
		public IIOMetadata getStreamMetadata() {
			throw new UnsupportedOperationException();
		}

		@Override
		public IIOMetadata getImageMetadata(int index) {
			throw new UnsupportedOperationException();
		}

	}

}
