package io.heatlens.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Something as hard to compress as a photograph: slow waves of colour and a sensor's
 * noise.
 */
public final class Photo {

	private Photo() {
	}

	/**
	 * Takes it.
	 * @param width in pixels
	 * @param height in pixels
	 * @return a JPEG file of quality 0.9
	 */
	public static byte[] jpeg(int width, int height) {
		ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
			ImageWriteParam parameters = writer.getDefaultWriteParam();
			parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
			parameters.setCompressionQuality(0.9f);
			writer.setOutput(out);
			writer.write(null, new IIOImage(pixels(width, height), null, null), parameters);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			writer.dispose();
		}
		return bytes.toByteArray();
	}

	private static BufferedImage pixels(int width, int height) {
		Random random = new Random(1);
		BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				double light = 40 * Math.sin(0.021 * x + 0.013 * y) + 30 * Math.sin(0.11 * x) * Math.cos(0.07 * y);
				int noise = (int) Math.round(2 * random.nextGaussian());
				image.setRGB(x, y, ((level(light + 120) + noise) << 16) | ((level(110 - light) + noise) << 8)
						| (level(0.5 * light + 130) + noise));
			}
		}
		return image;
	}

	private static int level(double value) {
		return (int) Math.max(16, Math.min(240, value));
	}

}
