import { defineConfig } from '@opus-codegen/generator';

/** The workflows this repository generates its own bindings for. They live in test/workflows, served by the local operator (`pnpm codegen`). */
export default defineConfig({
  output: './generated',
  workflows: {
    applicantScreening: '5a5a5a5a-0000-4000-8000-00000000000a',
    expenseClaim: 'Xp3nS3Cl41mOpaqu',
    invoice: 'B9uGJfZ3CFwOdMKH',
    nightlyReport: '7b7b7b7b-0000-4000-8000-00000000000c',
    sampler: 'Zt8TypesAllEight',
    supplierOnboarding: 'Qm4tR8zLw2YpXs7K',
  },
});
