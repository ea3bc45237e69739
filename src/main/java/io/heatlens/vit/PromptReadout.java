package io.heatlens.vit;

import java.util.List;

import io.heatlens.vit.classes.CosineReadout;
import io.heatlens.vit.classes.Readout;
import io.heatlens.vit.text.TextEncoder;
import io.heatlens.vit.text.TextTower;
import org.jspecify.annotations.Nullable;

/**
 * Compares the vectors of images with those of texts. The vectors of the texts are
 * computed when they are first needed, by the text tower on an engine thread.
 */
final class PromptReadout implements Readout {

	/** The number of texts that are computed without a look at the deadline. */
	private static final int STEP = 16;

	private final TextEncoder encoder;

	private final TextTower tower;

	private final List<String> texts;

	/** The number of texts whose vectors the encoder has computed. */
	private volatile int prepared;

	private volatile @Nullable CosineReadout cosines;

	/**
	 * Creates a readout.
	 * @param encoder the encoder of the texts
	 * @param tower the text tower, which knows the scale of the cosines
	 * @param texts the texts, one per class
	 */
	PromptReadout(TextEncoder encoder, TextTower tower, List<String> texts) {
		this.encoder = encoder;
		this.tower = tower;
		this.texts = List.copyOf(texts);
	}

	@Override
	public boolean isReady() {
		return this.cosines != null;
	}

	@Override
	public void prepare() {
		int from = this.prepared;
		int to = Math.min(from + STEP, this.texts.size());
		this.encoder.vectors(this.texts.subList(from, to));
		this.prepared = to;
		if (to == this.texts.size()) {
			cosines();
		}
	}

	@Override
	public float[] logits(float[] outputs) {
		return cosines().logits(outputs);
	}

	@Override
	public float[] gradient(float[] outputs, float[] logitGradient) {
		return cosines().gradient(outputs, logitGradient);
	}

	private CosineReadout cosines() {
		CosineReadout found = this.cosines;
		if (found == null) {
			List<float[]> vectors = this.encoder.vectors(this.texts);
			vectors.forEach((vector) -> NotFiniteException.requireFinite(vector, "Vectors of texts are"));
			found = new CosineReadout(vectors, this.tower.logitScale(), this.tower.logitBias());
			this.cosines = found;
		}
		return found;
	}

}
