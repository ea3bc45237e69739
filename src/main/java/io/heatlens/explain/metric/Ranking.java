package io.heatlens.explain.metric;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.heatlens.explain.method.RawMap;

/**
 * The patches of an image, from the hottest, which has the highest value in a map, to the
 * coldest.
 *
 * @param order the indices of the patches, the hottest first
 * @param map the map that ranks them
 */
public record Ranking(List<Integer> order, RawMap map) {

	public Ranking {
		order = List.copyOf(order);
	}

	/**
	 * Ranks the patches of a map.
	 * @param map to rank
	 * @return the patches by their value
	 */
	public static Ranking of(RawMap map) {
		return new Ranking(IntStream.range(0, map.values().length)
			.boxed()
			.sorted(Comparator.comparing((Integer patch) -> -map.values()[patch]))
			.toList(), map);
	}

	/**
	 * Ranks the patches by a random map, which has the same values as this map in another
	 * order. The random order of the patches is the same for every map.
	 * @return the ranking by the random map
	 */
	public Ranking random() {
		List<Integer> shuffled = IntStream.range(0, this.order.size()).boxed().collect(Collectors.toList());
		Collections.shuffle(shuffled, new Random(0));
		float[] values = new float[shuffled.size()];
		for (int i = 0; i < values.length; i++) {
			values[shuffled.get(i)] = this.map.values()[this.order.get(i)];
		}
		return new Ranking(shuffled, new RawMap(this.map.grid(), values));
	}

	/**
	 * Selects the hottest patches.
	 * @param step the number of steps taken, from 0 to {@code steps}
	 * @param steps the number of steps that select all patches
	 * @return the share {@code step / steps} of all patches, rounded down
	 */
	List<Integer> hottest(int step, int steps) {
		return this.order.subList(0, this.order.size() * step / steps);
	}

	/**
	 * Selects one of several groups of about the same size.
	 * @param group the index of the group; group 0 is the hottest
	 * @param groups the number of groups
	 * @return the patches of the group
	 */
	List<Integer> group(int group, int groups) {
		return this.order.subList(this.order.size() * group / groups, this.order.size() * (group + 1) / groups);
	}

	Ranking reversed() {
		List<Integer> reversed = this.order.stream().collect(Collectors.toList());
		Collections.reverse(reversed);
		return new Ranking(reversed, this.map);
	}

}
