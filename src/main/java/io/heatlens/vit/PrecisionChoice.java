package io.heatlens.vit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

import ai.djl.ndarray.NDManager;
import io.heatlens.engine.Precision;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.transformer.FusedBlocks;
import io.heatlens.vit.transformer.Kernels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a model as fast as its settings and its maps allow.
 *
 * @param wanted by the settings
 */
record PrecisionChoice(Precision wanted) {

	private static final Logger logger = LoggerFactory.getLogger(PrecisionChoice.class);

	private static final Path CPU = Path.of("/proc/cpuinfo");

	/** Maps that correlate less are others. */
	private static final double ENOUGH = 0.99;

	/**
	 * Chooses.
	 * @param model in float32
	 * @param kernels to run on, where there are any
	 * @return the model, or one that shares its weights
	 * @throws InvalidModelException if the settings want what the CPU cannot do
	 */
	Model apply(Model model, Optional<Kernels> kernels) {
		if (this.wanted == Precision.FLOAT32) {
			return packed(model, kernels);
		}
		if (kernels.isEmpty() || !supported()) {
			if (this.wanted == Precision.BFLOAT16) {
				throw new InvalidModelException(
						"heatlens.engine.precision is bfloat16, but this CPU has neither AVX512-BF16 nor AMX, or this libtorch no oneDNN: set it to auto or float32");
			}
			return packed(model, kernels);
		}
		NDManager manager = model.weights().newSubManager();
		Model faster = model.with(FusedBlocks.bfloat16(model.transformer(), kernels.get(), manager));
		double correlation = new MapComparison(model, faster).correlation();
		logger.info("Maps of model \"{}\" in bfloat16 correlate with those in float32 by {} or more", model.name(),
				correlation);
		if (this.wanted == Precision.AUTO && !(correlation > ENOUGH)) {
			manager.close();
			return packed(model, kernels);
		}
		return faster;
	}

	private static Model packed(Model model, Optional<Kernels> kernels) {
		return kernels.map((kernel) -> model.with(FusedBlocks.packed(model.transformer(), kernel, model.weights())))
			.orElse(model);
	}

	/**
	 * Asks Linux.
	 * @return whether the CPU multiplies bfloat16 matrices
	 */
	static boolean supported() {
		if (!Files.isReadable(CPU)) {
			return false;
		}
		try (Stream<String> lines = Files.lines(CPU)) {
			return lines.anyMatch((line) -> line.startsWith("flags") && line.matches(".* (avx512_bf16|amx_bf16)\\b.*"));
		}
		catch (IOException ex) {
			logger.debug("Nobody knows the CPU", ex);
			return false;
		}
	}

}
