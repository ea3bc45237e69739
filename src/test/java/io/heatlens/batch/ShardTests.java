package io.heatlens.batch;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every image belongs to one shard, of about the same size.
 */
class ShardTests {

	private static final List<String> IMAGES = IntStream.range(0, 1000)
		.mapToObj("2026/11/photo-%d.jpg"::formatted)
		.toList();

	@Test
	void everyImageBelongsToOneShard() {
		for (String image : IMAGES) {
			assertThat(IntStream.range(0, 7).filter((index) -> new Shard(index, 7).holds(image))).hasSize(1);
		}
	}

	@Test
	void shardsAreOfAboutTheSameSize() {
		for (int index = 0; index < 4; index++) {
			Shard shard = new Shard(index, 4);
			assertThat(IMAGES.stream().filter(shard::holds).count()).isBetween(200L, 300L);
		}
	}

	@Test
	void withoutAShardThereIsOne() {
		assertThat(Shard.parse(null)).isEqualTo(new Shard(0, 1));
		assertThat(IMAGES).allMatch(Shard.parse(null)::holds);
	}

	@ParameterizedTest
	@ValueSource(strings = { "2/2", "1", "-1/2", "a/b", "/2", "0/0", "" })
	void otherTextsAreRefused(String text) {
		assertThatExceptionOfType(CommandException.class).isThrownBy(() -> Shard.parse(text))
			.withMessageContaining("as 0/4");
	}

}
