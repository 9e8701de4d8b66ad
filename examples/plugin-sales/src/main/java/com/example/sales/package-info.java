/** Sales files by region, and quarters as dates. */
package com.example.sales;
