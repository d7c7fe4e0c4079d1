import { defineConfig } from '@opus-codegen/generator';

export default defineConfig({
  output: './src/opus',
  workflows: {
    invoice: 'B9uGJfZ3CFwOdMKH',
    sampler: 'Zt8TypesAllEight',
    supplierOnboarding: 'Qm4tR8zLw2YpXs7K',
    applicantScreening: '5a5a5a5a-0000-4000-8000-00000000000a',
    nightlyReport: '7b7b7b7b-0000-4000-8000-00000000000c',
  },
});
