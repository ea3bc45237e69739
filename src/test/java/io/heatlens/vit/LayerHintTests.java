package io.heatlens.vit;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.heatlens.vit.transformer.Site;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The names of layers in timm, transformers, torchvision, open_clip, JAX and Python.
 */
class LayerHintTests {

	private static final LayerHint VIT = hint(List.of(0), Site.Part.NORM1, Site.Part.OUTPUT);

	// The depths of Swin-T.
	private static final LayerHint SWIN = hint(List.of(0, 2, 4, 10), Site.Part.NORM1, Site.Part.NORM2,
			Site.Part.OUTPUT);

	private static LayerHint hint(List<Integer> stages, Site.Part... parts) {
		return new LayerHint(IntStream.range(0, 12)
			.boxed()
			.flatMap((block) -> Stream.of(parts).map((part) -> new CheckedSite(new Site(block, part), true, false)))
			.toList(), 12, stages);
	}

	@ParameterizedTest
	@CsvSource({ "blocks.11.norm1, blocks[11].norm1", "blocks.11, blocks[11]",
			"model.blocks[-1].norm1, blocks[-1].norm1", "[model.blocks[-1].norm1], blocks[-1].norm1",
			"model.blocks[-1], blocks[-1]", "encoder.layer.11.layernorm_before, blocks[11].norm1",
			"vit.encoder.layer.11.output, blocks[11]", "vit.encoder.layer.11.layernorm_before, blocks[11].norm1",
			"vit.layers.3.layernorm_before, blocks[3].norm1", "model.vit.encoder.layer[-2].output, blocks[-2]",
			"dinov2.encoder.layer.7.norm1, blocks[7].norm1",
			"vision_model.encoder.layers.11.layer_norm1, blocks[11].norm1",
			"encoder.layers.encoder_layer_11.ln_1, blocks[11].norm1",
			"visual.transformer.resblocks.11.ln_1, blocks[11].norm1",
			"Transformer/encoderblock_9/LayerNorm_0, blocks[9].norm1", "Blocks[5].Norm1, blocks[5].norm1",
			"block[0], blocks[0]", "blocks[ 2 ].norm1, blocks[2].norm1",
			"vit_base_patch16_224.blocks.4.norm1, blocks[4].norm1", "-1, blocks[-1]",
			"block11.norm1, blocks[11].norm1" })
	void hintOfAViTIsItsNameHere(String name, String here) {
		assertThat(VIT.of(name)).isEqualTo(" Did you mean \"" + here + "\"?");
	}

	@ParameterizedTest
	@CsvSource({ "layers.2.blocks.1.norm1, blocks[5].norm1", "model.layers[-1].blocks[-1].norm1, blocks[11].norm1",
			"layers.3.blocks.0.norm2, blocks[10].norm2",
			"swin.encoder.layers.1.blocks.1.layernorm_before, blocks[3].norm1",
			"swin.encoder.layers.2.blocks.5.output, blocks[9]", "layers.0.blocks.1, blocks[1]", "layers.2, blocks[9]",
			"model.layers[-1], blocks[11]", "layers_1.blocks.0.norm1, blocks[2].norm1",
			"blocks.7.norm1, blocks[7].norm1" })
	void hintOfASwinCountsItsBlocksThroughAllStages(String name, String here) {
		assertThat(SWIN.of(name)).isEqualTo(" Did you mean \"" + here + "\"?");
	}

	@ParameterizedTest
	@ValueSource(strings = { "blocks.11.norm2", "encoder.layer.11.layernorm_after", "blocks.11.attn",
			"blocks.11.mlp.fc1", "encoder.layer.11.attention.output" })
	void hintOfAPartThatIsNoLayerNamesTheLayersOfItsBlock(String name) {
		assertThat(VIT.of(name))
			.isEqualTo(" The layers of that block are called blocks[11] and blocks[11].norm1 here.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "blocks[12].norm1", "blocks.-13", "norm", "head", "cls_token", "vit.layernorm", "ln_1",
			"blocks[99999]", "blocks[123456789012345]", "", ",", "patch_embed" })
	void hintOfNothingKnownIsEmpty(String name) {
		assertThat(VIT.of(name)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "layers.4.blocks.0", "layers.0.blocks.2.norm1", "layers[-5].blocks[0]" })
	void hintOfABlockOutsideItsStageIsEmpty(String name) {
		assertThat(SWIN.of(name)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "[model.blocks[-1].norm1, model.blocks[-2].norm1]", "blocks[-1].norm1,blocks[-2].norm1" })
	void hintOfAListNamesEachAndSaysHowToSendThem(String name) {
		assertThat(VIT.of(name)).isEqualTo(
				" Did you mean \"blocks[-1].norm1\" and \"blocks[-2].norm1\"? For several layers, repeat the parameter.");
	}

}
