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

	private final TextEncoder encoder;

	private final TextTower tower;

	private final List<String> texts;

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
		cosines();
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
			if (vectors.stream().anyMatch((vector) -> !Float.isFinite(vector[0]))) {
				throw new NotFiniteException("Vectors of texts are");
			}
			found = new CosineReadout(vectors, this.tower.logitScale(), this.tower.logitBias());
			this.cosines = found;
		}
		return found;
	}

}
