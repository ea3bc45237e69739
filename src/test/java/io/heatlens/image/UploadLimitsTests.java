package io.heatlens.image;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The settings of uploads: their defaults and bounds.
 */
class UploadLimitsTests {

	@Test
	void defaultsAreThoseOfTheContract() {
		assertThat(bind(Map.of()))
			.isEqualTo(new UploadLimits(DataSize.ofMegabytes(10), 50_000_000, 200_000_000, Alpha.DROP));
	}

	@Test
	void maxSizeIsReadWithItsUnit() {
		assertThat(bind(Map.of("heatlens.upload.max-size", "3MB")).maxSize()).isEqualTo(DataSize.ofMegabytes(3));
	}

	@Test
	void maxPixelsBelowOneIsRefused() {
		assertThatThrownBy(() -> bind(Map.of("heatlens.upload.max-pixels", "0")))
			.hasRootCauseMessage("heatlens.upload.max-pixels: expected 1 to 500000000, found 0");
	}

	@Test
	void fewerPixelsInFlightThanOneImageMayHaveAreRefused() {
		assertThatThrownBy(() -> bind(Map.of("heatlens.upload.max-pixels-in-flight", "1000"))).hasRootCauseMessage(
				"heatlens.upload.max-pixels-in-flight: expected 50000000 (max-pixels) to 2147483647, found 1000");
	}

	private static UploadLimits bind(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("heatlens.upload",
				UploadLimits.class);
	}

}
