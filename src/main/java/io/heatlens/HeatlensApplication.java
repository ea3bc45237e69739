package io.heatlens;

import java.util.Arrays;

import io.heatlens.batch.ExplainCommand;
import io.heatlens.batch.RankCommand;
import io.heatlens.hub.FetchCommand;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Starts Heatlens, a REST service that explains the predictions of Vision Transformers.
 * If the first argument is {@code fetch}, it only fetches the configured models into the
 * store; with {@code explain} it explains a folder of images, and with {@code rank} it
 * ranks the explanation methods by a folder of images.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class HeatlensApplication {

	public static void main(String[] args) {
		String[] rest = Arrays.copyOfRange(args, Math.min(1, args.length), args.length);
		switch ((args.length > 0) ? args[0] : "") {
			case "fetch" -> FetchCommand.main(rest);
			case "explain" -> System.exit(ExplainCommand.launch(HeatlensApplication.class, rest));
			case "rank" -> System.exit(RankCommand.launch(HeatlensApplication.class, rest));
			default -> SpringApplication.run(HeatlensApplication.class, args);
		}
	}

}
