package io.heatlens.localisation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.heatlens.image.DecodedImage;
import io.heatlens.scenes.FashionItems;
import io.heatlens.scenes.Scene;
import io.heatlens.scenes.SceneGenerator;
import io.heatlens.scenes.SceneSettings;

import org.springframework.core.io.ClassPathResource;

/**
 * Scenes the embedded model was never trained on: their items are of the test split.
 */
final class TestScenes {

	private TestScenes() {
	}

	/**
	 * Makes scenes, the first half of one item, the second half of two.
	 * @param count an even number
	 * @param seed chooses the scenes
	 * @return the same for the same seed
	 */
	static List<Scene> of(int count, long seed) {
		FashionItems items = items();
		SceneGenerator single = new SceneGenerator(items, SceneSettings.full(0), seed);
		SceneGenerator pair = new SceneGenerator(items, SceneSettings.full(1), seed);
		return Stream
			.concat(LongStream.range(0, count / 2).mapToObj(single::scene),
					LongStream.range(count / 2, count).mapToObj(pair::scene))
			.toList();
	}

	private static FashionItems items() {
		try (InputStream images = open("images-idx3"); InputStream labels = open("labels-idx1")) {
			return FashionItems.read(images, labels);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static InputStream open(String kind) throws IOException {
		return new ClassPathResource("fashion-mnist/t10k-2000-%s-ubyte.gz".formatted(kind)).getInputStream();
	}

	static DecodedImage image(Scene scene) {
		return new DecodedImage("png", scene.size(), scene.size(), scene.rgb());
	}

}
