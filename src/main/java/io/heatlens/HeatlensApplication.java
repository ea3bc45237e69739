package io.heatlens;

import java.util.Arrays;

import io.heatlens.hub.FetchCommand;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Starts Heatlens: a REST service that shows what a Vision Transformer's prediction rests
 * on. With {@code fetch} as the first argument it only fills the store.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class HeatlensApplication {

	public static void main(String[] args) {
		if (args.length > 0 && args[0].equals("fetch")) {
			FetchCommand.main(Arrays.copyOfRange(args, 1, args.length));
		}
		else {
			SpringApplication.run(HeatlensApplication.class, args);
		}
	}

}
