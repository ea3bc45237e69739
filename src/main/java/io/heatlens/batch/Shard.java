package io.heatlens.batch;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

import org.jspecify.annotations.Nullable;

/**
 * One part of the images, so that several runs can share the work. The name of an image
 * alone decides to which shard it belongs, so neither the order of a listing nor images
 * that are added later move it to another shard.
 *
 * @param index the index of the shard, from 0
 * @param count the number of shards
 */
record Shard(int index, int count) {

	private static final Pattern SYNTAX = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

	Shard {
		if (index < 0 || index >= count) {
			throw new CommandException("--shard expects an index from 0 and a larger count, such as 0/4, but is %d/%d."
				.formatted(index, count));
		}
	}

	static Shard parse(@Nullable String text) {
		if (text == null) {
			return new Shard(0, 1);
		}
		Matcher matcher = SYNTAX.matcher(text);
		if (!matcher.matches()) {
			throw new CommandException(
					"--shard expects an index from 0 and a larger count, such as 0/4, but is \"%s\".".formatted(text));
		}
		return new Shard(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
	}

	/**
	 * Checks whether an image belongs to this shard.
	 * @param image the name of the image
	 * @return true for exactly one of the {@code count} shards
	 */
	boolean holds(String image) {
		CRC32 crc = new CRC32();
		crc.update(image.getBytes(StandardCharsets.UTF_8));
		return crc.getValue() % this.count == this.index;
	}

	String manifest() {
		return "manifest-%d-of-%d.jsonl".formatted(this.index, this.count);
	}

}
