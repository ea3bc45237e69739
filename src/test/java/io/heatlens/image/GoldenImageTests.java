package io.heatlens.image;

import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One picture in 25 encodings has to come out as the same upright RGB.
 */
class GoldenImageTests {

	private final ImageDecoder decoder = Decoders.decoder();

	static Stream<Arguments> cases() {
		JsonNode cases = JsonMapper.shared().readTree(Path.of(Decoders.GOLDEN.toString(), "cases.json"));
		return cases.valueStream()
			.map((node) -> Arguments.of(node.get("file").asString(), node.get("expected").asString(),
					node.get("meanAbsoluteTolerance").asDouble()));
	}

	@ParameterizedTest
	@MethodSource("cases")
	void decodeReturnsTheExpectedPicture(String file, String expectedFile, double tolerance) {
		DecodedImage image = this.decoder.decode(Decoders.golden(file), Alpha.WHITE);
		DecodedImage expected = this.decoder.decode(Decoders.golden(expectedFile), Alpha.WHITE);
		assertThat(image.width()).isEqualTo(expected.width());
		assertThat(image.height()).isEqualTo(expected.height());
		assertThat(Decoders.meanDifference(image.rgb(), expected.rgb())).isLessThanOrEqualTo(tolerance);
	}

	@ParameterizedTest
	@MethodSource("cases")
	void decodeTellsTheFormatByContent(String file) {
		String extension = file.substring(file.indexOf('.') + 1);
		String expected = switch (extension) {
			case "jpg" -> "jpeg";
			case "tif" -> "tiff";
			default -> extension;
		};
		assertThat(this.decoder.decode(Decoders.golden(file), Alpha.WHITE).format()).isEqualTo(expected);
	}

}
