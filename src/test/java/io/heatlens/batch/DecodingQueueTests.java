package io.heatlens.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.heatlens.image.Alpha;
import io.heatlens.image.ImageDecoder;
import io.heatlens.image.UploadLimits;
import io.heatlens.vit.checkpoint.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sizes of batches, which are bounded by their pixels.
 */
@Timeout(60)
class DecodingQueueTests {

	private static final Path IMAGE = Golden.MODELS.resolve("hf-vit/image-0.png");

	private static List<Source> sources(int count) throws IOException {
		List<Source> sources = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			sources.add(new Source(i + ".png", IMAGE, Files.size(IMAGE), Files.getLastModifiedTime(IMAGE).toInstant()));
		}
		return sources;
	}

	private static List<Integer> batches(long maxPixels, int count) throws IOException {
		ImageDecoder decoder = new ImageDecoder(
				new UploadLimits(DataSize.ofMegabytes(1), maxPixels, maxPixels, Alpha.DROP));
		List<Integer> sizes = new ArrayList<>();
		List<String> names = new ArrayList<>();
		try (DecodingQueue queue = new DecodingQueue(decoder, Alpha.DROP, maxPixels, 8, sources(count))) {
			for (List<Decoded> batch = queue.next(); !batch.isEmpty(); batch = queue.next()) {
				assertThat(batch).allSatisfy((decoded) -> assertThat(decoded.image()).isNotNull());
				batch.forEach((decoded) -> names.add(decoded.source().name()));
				batch.forEach(queue::release);
				sizes.add(batch.size());
			}
		}
		assertThat(names).hasSize(count).doesNotHaveDuplicates();
		return sizes;
	}

	@Test
	void smallImagesComeInWholeBatches() throws IOException {
		assertThat(batches(50_000_000, 20)).containsExactly(8, 8, 4);
	}

	@Test
	void imagesOfTheLargestSizeComeOneByOne() throws IOException {
		var image = Golden.image(IMAGE);
		assertThat(batches((long) image.width() * image.height(), 5)).containsExactly(1, 1, 1, 1, 1);
	}

}
