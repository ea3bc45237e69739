package io.heatlens.explain.method;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The scores of the variants of an image that have run so far.
 */
public final class VariantScores {

	private final PerturbationContext context;

	private final List<float[]> logits = new ArrayList<>();

	public VariantScores(PerturbationContext context) {
		this.context = context;
	}

	/**
	 * Adds the logits of variants, in the order in which they ran.
	 * @param logits the logits, one row per variant
	 */
	public void add(float[][] logits) {
		this.logits.addAll(Arrays.asList(logits));
	}

	/**
	 * The number of variants that have run.
	 * @return 0 or more
	 */
	public int count() {
		return this.logits.size();
	}

	/**
	 * The score of a variant.
	 * @param variant the index of the variant
	 * @param target the index among the targets
	 * @return the score that is explained
	 */
	public double score(int variant, int target) {
		return this.context.score(this.logits.get(variant), target);
	}

}
