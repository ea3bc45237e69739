package io.heatlens.explain.metric;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.heatlens.explain.method.RawMap;

/**
 * Patches from the hottest to the coldest.
 *
 * @param order their numbers
 * @param map what they are ranked by
 */
public record Ranking(List<Integer> order, RawMap map) {

	public Ranking {
		order = List.copyOf(order);
	}

	public static Ranking of(RawMap map) {
		return new Ranking(IntStream.range(0, map.values().length)
			.boxed()
			.sorted(Comparator.comparing((Integer patch) -> -map.values()[patch]))
			.toList(), map);
	}

	/**
	 * Gives the patches the same values at random places, the same for every map.
	 * @return its ranking
	 */
	public Ranking random() {
		List<Integer> places = IntStream.range(0, this.order.size()).boxed().collect(Collectors.toList());
		Collections.shuffle(places, new Random(0));
		float[] values = new float[places.size()];
		for (int i = 0; i < values.length; i++) {
			values[places.get(i)] = this.map.values()[this.order.get(i)];
		}
		return new Ranking(places, new RawMap(values, 0));
	}

	/**
	 * Chooses the hottest.
	 * @param step of all steps
	 * @param steps how many there are
	 * @return that share of the patches
	 */
	List<Integer> hottest(int step, int steps) {
		return this.order.subList(0, this.order.size() * step / steps);
	}

	/**
	 * Chooses one of several groups of about the same size.
	 * @param group which one, the hottest first
	 * @param groups how many there are
	 * @return its patches
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
