package io.heatlens.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The logits of the variants of an image that were tried until now.
 */
final class Trials {

	private final Subject subject;

	private final List<float[]> logits = new ArrayList<>();

	Trials(Subject subject) {
		this.subject = subject;
	}

	void add(float[][] more) {
		this.logits.addAll(Arrays.asList(more));
	}

	int count() {
		return this.logits.size();
	}

	double score(int trial, int target) {
		return this.subject.score(this.logits.get(trial), target);
	}

}
