package io.heatlens;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Starts Heatlens: a REST service that shows what a Vision Transformer's prediction rests
 * on.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class HeatlensApplication {

	public static void main(String[] args) {
		SpringApplication.run(HeatlensApplication.class, args);
	}

}
