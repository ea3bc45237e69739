package io.heatlens.vit.family.openclip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.heatlens.vit.Models;
import io.heatlens.vit.checkpoint.InvalidModelException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Models of open_clip that are refused, and why. That those that are read give the right
 * vectors and maps, EmbeddingGoldenTests holds.
 */
class OpenClipVisionTests {

	private static final Path FOLDER = Path.of("src/test/resources/embeddings");

	@AutoClose
	private final Models models = new Models();

	@TempDir
	private Path folder;

	private void copy(String name, String from, String to) throws IOException {
		Path original = FOLDER.resolve(name);
		String config = Files.readString(original.resolve("open_clip_config.json"));
		assertThat(config).contains(from);
		Files.writeString(this.folder.resolve("open_clip_config.json"), config.replace(from, to));
		Files.copy(original.resolve("open_clip_model.safetensors"), this.folder.resolve("open_clip_model.safetensors"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					oc-mean         | "pool_type": "avg"               | "pool_type": "none"                | pool_type of vision_cfg should be avg, tok, but is "none"
					oc-mean         | "pool_type": "avg"               | "attentional_pool": true           | attentional_pool of vision_cfg is not supported, but is true
					oc-mean         | "pool_type": "avg"               | "qk_norm": true                    | qk_norm of vision_cfg is not supported
					oc-mean         | "head_width": 16                 | "head_width": 20                   | head_width of vision_cfg should divide the width 48, but is 20
					oc-mean         | "image_size": 64                 | "image_size": 72                   | positional_embedding should have the shape [82, 48]
					oc-mean         | "embed_dim": 20                  | "embed_dim": 24                    | proj should have the shape [48, 24]
					oc-mean         | "layers": 2,                     | "layers": [3, 4, 6, 3],            | the ResNets of CLIP are not read
					oc-timm-siglip  | "timm_pool": "map"               | "timm_pool": "abs_attn"            | timm_pool of vision_cfg should be avg, map, token, but is "abs_attn"
					oc-timm-siglip  | "timm_proj": "none"              | "timm_proj": "mlp"                 | timm_proj of vision_cfg should be linear, none, but is "mlp"
					oc-timm-siglip  | "timm_proj": "none"              | "timm_proj": "linear"              | head.proj.weight is missing
					oc-timm-siglip  | vit_base_patch16_siglip_224      | convnext_base                      | timm_model_name of vision_cfg is "convnext_base", which is not read
					oc-timm-siglip  | "embed_dim": 48                  | "embed_dim": 20                    | embed_dim is 20, but the tower of images has vectors of 48 numbers
					""")
	void unsupportedTowerIsRefused(String name, String from, String to, String message) throws IOException {
		copy(name, from, to);
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> this.models.load(this.folder))
			.withMessageContaining(message);
	}

	@Test
	void configurationOfOtherContentIsNamed() throws IOException {
		copy("oc-mean", "vision_cfg", "image_cfg");
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> this.models.load(this.folder))
			.withMessageContaining("open_clip_config.json names the unknown architecture null");
	}

}
