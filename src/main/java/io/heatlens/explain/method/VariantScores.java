package io.heatlens.explain.method;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The logits of the variants of an image that were tried until now.
 */
public final class VariantScores {

	private final PerturbationContext subject;

	private final List<float[]> logits = new ArrayList<>();

	public VariantScores(PerturbationContext subject) {
		this.subject = subject;
	}

	public void add(float[][] more) {
		this.logits.addAll(Arrays.asList(more));
	}

	public int count() {
		return this.logits.size();
	}

	public double score(int trial, int target) {
		return this.subject.score(this.logits.get(trial), target);
	}

}
