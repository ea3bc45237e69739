package io.heatlens.image;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/**
 * Creates the readers that {@link ImageFormat} names. No other reader that is registered
 * with ImageIO ever receives an upload.
 */
final class Readers {

	private final Map<ImageFormat, ImageReaderSpi> providers = new EnumMap<>(ImageFormat.class);

	Readers() {
		ImageIO.setUseCache(false);
		ImageIO.scanForPlugins();
		for (ImageFormat format : ImageFormat.values()) {
			this.providers.put(format, provider(format));
		}
	}

	ImageReader reader(ImageFormat format) throws IOException {
		return Objects.requireNonNull(this.providers.get(format)).createReaderInstance();
	}

	private static ImageReaderSpi provider(ImageFormat format) {
		Iterator<ImageReaderSpi> registered = IIORegistry.getDefaultInstance()
			.getServiceProviders(ImageReaderSpi.class, true);
		while (registered.hasNext()) {
			ImageReaderSpi provider = registered.next();
			if (provider.getClass().getName().equals(format.provider)) {
				return provider;
			}
		}
		throw new IllegalStateException(
				"The reader for %s, %s, is not registered with ImageIO".formatted(format, format.provider));
	}

}
