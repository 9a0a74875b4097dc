/* SPDX-License-Identifier: GPL-2.0-only */
struct seq_file;

extern int words_told;
void tell_words(struct seq_file *m, int reads);
void tell_weight(struct seq_file *m, int n);
