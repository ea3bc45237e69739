package io.heatlens.vit.text;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.heatlens.Closeness;
import io.heatlens.vit.Memory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The encoder remembers vectors, gives away copies and frees all native memory.
 */
@TestInstance(Lifecycle.PER_CLASS)
class TextEncoderTests {

	@AutoClose
	private final TextModels models = new TextModels();

	private TextEncoder encoder;

	@BeforeAll
	void open() {
		this.encoder = this.models.open(TextModels.FOLDER.resolve("hf-clip"));
	}

	@Test
	void vectorsHaveLengthOne() {
		for (float[] vector : vectors(List.of("a cat", "", "x".repeat(2000)))) {
			double squares = IntStream.range(0, vector.length).mapToDouble((i) -> (double) vector[i] * vector[i]).sum();
			assertThat(squares).isBetween(1 - 1e-6, 1 + 1e-6);
		}
	}

	@Test
	void orderAndRepetitionsAreThoseOfTheRequest() {
		List<float[]> vectors = vectors(List.of("two dogs playing in the snow", "b", "two dogs playing in the snow"));
		assertThat(vectors).hasSize(3);
		assertThat(vectors.get(0)).isEqualTo(vectors.get(2)).isNotEqualTo(vectors.get(1));
		Closeness.assertClose(vectors.get(1), vectors(List.of("b")).get(0));
	}

	@Test
	void noTextsAreAllowed() {
		assertThat(vectors(List.of())).isEmpty();
	}

	@Test
	void rememberedTextRunsNoMore() {
		TextModels closing = new TextModels();
		TextEncoder other = closing.open(TextModels.FOLDER.resolve("hf-clip"));
		List<float[]> first = closing.run(() -> other.vectors(List.of("remembered")));
		closing.close();
		// The weights are gone.
		assertThat(other.vectors(List.of("remembered")).get(0)).isEqualTo(first.get(0));
	}

	@Test
	void severalThreadsGetTheVectorsOfOne() throws Exception {
		List<String> texts = IntStream.range(0, 200).mapToObj((i) -> "concurrent " + i).toList();
		TextEncoder other = this.models.open(TextModels.FOLDER.resolve("hf-clip"));
		List<float[]> expected = this.models.run(() -> other.vectors(texts));
		ExecutorService clients = Executors.newFixedThreadPool(4);
		try {
			List<Future<List<float[]>>> answers = IntStream.range(0, 8)
				.mapToObj((i) -> clients.submit(() -> vectors(texts)))
				.toList();
			for (Future<List<float[]>> answer : answers) {
				List<float[]> actual = answer.get();
				IntStream.range(0, 200).forEach((i) -> Closeness.assertClose(actual.get(i), expected.get(i)));
			}
		}
		finally {
			clients.shutdown();
		}
	}

	@Test
	void memoryIsFlat() {
		vectors(List.of("warm up"));
		int arrays = this.models.arrays();
		encodeNew(0, 2000);
		long before = Memory.settled();
		encodeNew(2000, 12000);
		assertThat(this.models.arrays()).isEqualTo(arrays);
		assertThat(Memory.settled() - before).isLessThan(60 << 20);
	}

	private void encodeNew(int from, int to) {
		for (int i = from; i < to; i += 100) {
			int first = i;
			vectors(IntStream.range(first, first + 100).mapToObj((n) -> "a new text " + n).toList());
		}
	}

	private List<float[]> vectors(List<String> texts) {
		return this.models.run(() -> this.encoder.vectors(texts));
	}

}
